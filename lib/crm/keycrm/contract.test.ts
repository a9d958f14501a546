import { createFakeKeycrm } from "@/e2e/support/crm/keycrm/create-fake-keycrm";
import { describeContract } from "../contract/describe-contract";
import { createKeycrm } from "./connector";

const fake = createFakeKeycrm();

// Time passes in the account alone, and the pace of the limit is tried in connector.test.ts.
const keycrm = {
  ...createKeycrm({ wait: async (ms) => fake.account.pass(ms) }),
  limits: { requestsPerSecond: 1000 },
};

describeContract(keycrm, async () => fake);
