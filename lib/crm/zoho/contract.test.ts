import { createFakeZoho } from "@/e2e/support/crm/zoho/create-fake-zoho";
import { describeContract } from "../contract/describe-contract";
import { zoho } from "./connector";

describeContract(zoho, async () => createFakeZoho());

// With the field that repeated creates are known by.
describeContract(zoho, async () => createFakeZoho({ hasRequestId: true }));

// An edition or a key without COQL: search alone is asked.
describeContract(zoho, async () => createFakeZoho({ hasCoql: false }));
