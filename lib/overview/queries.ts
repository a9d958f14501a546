import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/with-account";
import type { LeadStatus } from "@/lib/leads/status";
import { firstIdAt } from "@/lib/leads/uuid-bounds";

/** How far an account is on the way to its first delivered lead, from what it really has. */
export type FirstSteps = {
  hasConnection: boolean;
  /** The integration to go on with: the first one. */
  integrationId: string | null;
  /** The address of an integration was copied, or a real lead came to one. */
  hasCopied: boolean;
  hasLead: boolean;
  /** Settings were published after those that an integration begins with. */
  hasPublished: boolean;
  /** Somebody put the checklist away. */
  isDismissed: boolean;
};

/** What the first page of an account says. */
export type Overview = {
  /** Leads received since the given time, by status; statuses without leads are absent. */
  counts: Partial<Record<LeadStatus, number>>;
  brokenConnections: { id: string; name: string; reason: string | null }[];
  steps: FirstSteps;
};

/** Reads the overview of the account that the transaction is open for. */
export async function getOverview(
  tx: Transaction,
  { accountId, since }: { accountId: string; since: Date },
): Promise<Overview> {
  // Ids begin with the time, so that the count reads one end of the registry's index.
  const counts = await tx.execute<{ status: LeadStatus; leads: number }>(sql`
    select status, count(*)::int as leads from leads
    where account_id = ${accountId} and id >= ${firstIdAt(since)}::uuid group by status`);
  const brokenConnections = await tx.execute<{ id: string; name: string; reason: string | null }>(sql`
    select id, name, broken_reason as reason from connections
    where account_id = ${accountId} and status = 'broken' and deleted_at is null order by broken_at desc limit 20`);
  const [steps] = await tx.execute<FirstSteps>(sql`
    select
      exists (select from connections where account_id = ${accountId} and deleted_at is null) as "hasConnection",
      (select id from integrations where account_id = ${accountId} and deleted_at is null order by id limit 1) as "integrationId",
      exists (select from hooks where account_id = ${accountId} and copied_at is not null)
        or exists (select from leads where account_id = ${accountId} and not is_test) as "hasCopied",
      exists (select from leads where account_id = ${accountId}) as "hasLead",
      exists (select from integrations where account_id = ${accountId} and deleted_at is null and version > 1) as "hasPublished",
      exists (select from accounts where id = ${accountId} and steps_dismissed_at is not null) as "isDismissed"`);
  return {
    counts: Object.fromEntries(counts.map(({ status, leads }) => [status, leads])),
    brokenConnections: [...brokenConnections],
    steps: steps ?? NO_STEPS,
  };
}

const NO_STEPS: FirstSteps = {
  hasConnection: false,
  integrationId: null,
  hasCopied: false,
  hasLead: false,
  hasPublished: false,
  isDismissed: false,
};
