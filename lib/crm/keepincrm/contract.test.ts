import { createFakeKeepincrm } from "@/e2e/support/crm/keepincrm/create-fake-keepincrm";
import { describeContract } from "../contract/describe-contract";
import { keepincrm } from "./connector";

// The pace is a number of the vendor's, and nothing that a test has to wait for.
describeContract({ ...keepincrm, limits: { requestsPerSecond: 1000 } }, async () => createFakeKeepincrm());
