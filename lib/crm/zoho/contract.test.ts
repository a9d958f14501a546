import { createFakeZoho } from "@/e2e/support/crm/zoho/create-fake-zoho";
import { describeContract } from "../contract/describe-contract";
import { zoho } from "./connector";

describeContract(zoho, async () => createFakeZoho());

// With the field that repeated creates are known by.
describeContract(zoho, async () => createFakeZoho({ hasRequestId: true }));
