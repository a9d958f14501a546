import "server-only";
import { and, count, eq, isNull, ne } from "drizzle-orm";
import { accounts, integrations } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import { PLANS, type PlanName } from "./plans";

/** The plan allows no further active integration; the message names both. */
export type IntegrationLimitReached = { ok: false; reason: "plan_limit"; plan: PlanName; limit: number };

/**
 * Whether one more integration may be active. Locks the account until the end of the transaction, so that the answer stays
 * true while the integration is written; `except` is one that is active already.
 */
export async function checkIntegrationLimit(
  tx: Transaction,
  accountId: string,
  { except }: { except?: string } = {},
): Promise<{ ok: true } | IntegrationLimitReached> {
  const [account] = await tx
    .select({ plan: accounts.plan })
    .from(accounts)
    .where(eq(accounts.id, accountId))
    .for("no key update");
  if (!account) throw new Error("The account does not exist.");

  const [row] = await tx
    .select({ active: count() })
    .from(integrations)
    .where(
      and(
        eq(integrations.accountId, accountId),
        eq(integrations.isActive, true),
        isNull(integrations.deletedAt),
        except ? ne(integrations.id, except) : undefined,
      ),
    );
  const limit = PLANS[account.plan].activeIntegrations;
  return (row?.active ?? 0) < limit ? { ok: true } : { ok: false, reason: "plan_limit", plan: account.plan, limit };
}
