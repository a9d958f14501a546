import "server-only";
import { eq } from "drizzle-orm";
import { accounts, auditLog } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import type { AccountValues } from "./schema";

/** Changes the name and the time zone of an account. */
export async function updateAccount(
  tx: Transaction,
  { accountId, userId }: { accountId: string; userId: string },
  values: AccountValues,
): Promise<void> {
  await tx.update(accounts).set(values).where(eq(accounts.id, accountId));
  await tx.insert(auditLog).values({ accountId, userId, action: "account.changed", detail: values });
}

/** Puts the checklist of the first steps away for the whole account, or brings it back. */
export async function setStepsDismissed(
  tx: Transaction,
  { accountId, isDismissed }: { accountId: string; isDismissed: boolean },
): Promise<void> {
  await tx
    .update(accounts)
    .set({ stepsDismissedAt: isDismissed ? new Date() : null })
    .where(eq(accounts.id, accountId));
}
