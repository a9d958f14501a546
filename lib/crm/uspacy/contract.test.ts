import { createFakeUspacy } from "@/e2e/support/crm/uspacy/create-fake-uspacy";
import { describeContract } from "../contract/describe-contract";
import { uspacy } from "./connector";

describeContract(uspacy, async () => createFakeUspacy());
