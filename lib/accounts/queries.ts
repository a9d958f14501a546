import "server-only";
import { and, count, eq, isNull } from "drizzle-orm";
import { accounts, integrations } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import type { PlanName } from "./plans";

/** The account's plan and how much of it is used. */
export async function getPlanUse(
  tx: Transaction,
  accountId: string,
): Promise<{ plan: PlanName; activeIntegrations: number }> {
  const [account] = await tx.select({ plan: accounts.plan }).from(accounts).where(eq(accounts.id, accountId));
  if (!account) throw new Error("The account does not exist.");
  const [row] = await tx
    .select({ active: count() })
    .from(integrations)
    .where(and(eq(integrations.accountId, accountId), eq(integrations.isActive, true), isNull(integrations.deletedAt)));
  return { plan: account.plan, activeIntegrations: row?.active ?? 0 };
}
