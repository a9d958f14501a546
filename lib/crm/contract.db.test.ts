import { afterAll, beforeAll, vi } from "vitest";
import { getDatabase } from "@/db";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { withAccount } from "@/db/with-account";
import { handleTrialRequest } from "@/lib/trial-crm/handle-request";
import { saveTrialFaults } from "@/lib/trial-crm/mutations";
import { findTrialCrm } from "@/lib/trial-crm/queries";
import { createTestTrialCrm } from "@/lib/trial-crm/testing";
import type { ContractCrm } from "./contract/contract";
import { describeContract } from "./contract/describe-contract";
import { trial } from "./trial/connector";
import { TRIAL_API_PATH } from "./trial/settings";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  vi.stubEnv("DATABASE_APP_URL", database.appUrl);
});

afterAll(async () => {
  await getDatabase().close();
  await database.drop();
});

describeContract(trial, openTrialCrm);

async function openTrialCrm(): Promise<ContractCrm> {
  const { accountId, trialCrmId, token } = await createTestTrialCrm();
  return {
    handle: handleTrialRequest,
    toSettings: (origin) => ({ address: `${origin}${TRIAL_API_PATH}`, token }),
    toSettingsElsewhere: (origin) => ({ address: `${origin}${TRIAL_API_PATH}`, token }),
    async lagSearch(searchLagMs) {
      await withAccount(accountId, (tx) => saveTrialFaults(tx, { trialCrmId, faults: { searchLagMs } }));
    },
    async deleteContact(id) {
      const url = `http://crm.example${TRIAL_API_PATH}/contacts/${id}`;
      await handleTrialRequest(new Request(url, { method: "DELETE", headers: { authorization: `Bearer ${token}` } }));
    },
    async countRecords() {
      const crm = await withAccount(accountId, (tx) => findTrialCrm(tx, trialCrmId));
      return crm?.counts ?? { contacts: 0, deals: 0, tasks: 0 };
    },
    close: async () => {},
  };
}
