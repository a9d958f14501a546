import { v7 as uuidv7 } from "uuid";
import { accounts } from "@/db/schema";
import { withAccount } from "@/db/with-account";
import { createTrialCrm } from "./create-trial-crm";

/** An account of its own with a trial CRM in it, for a test. */
export async function createTestTrialCrm() {
  const accountId = uuidv7();
  const { id, token, directory } = await withAccount(accountId, async (tx) => {
    await tx.insert(accounts).values({ id: accountId, name: "Тестовий кабінет" });
    return createTrialCrm(tx, { accountId, name: "Пробна CRM" });
  });
  return { accountId, trialCrmId: id, token, directory };
}
