import { withAccountSql } from "@/db/account-sql";
import type { Identifier } from "@/lib/crm/types";
import type { NextLead } from "./delivery-types";
import { finishLead } from "./finish-lead";
import { queueHashes } from "./person-hash";

/**
 * Ends a lead whose run failed for a reason of ours, after all tries, so that it does not hold up its person. Nothing for a lead that has
 * its final status, or that another run has taken over. Gives those that waited for it.
 */
export async function abandonLead(run: {
  accountId: string;
  leadId: string;
  run: number;
  runId: string;
}): Promise<NextLead[]> {
  const { accountId, leadId } = run;
  const [row] = await withAccountSql(
    accountId,
    (sql) => sql<{ connectionId: string; identifiers: Identifier[] | null }[]>`
      select lead.connection_id as "connectionId", work.prepared->'identifiers' as identifiers
      from leads lead left join lead_work work on work.lead_id = lead.id
      where lead.id = ${leadId} and lead.run = ${run.run} and lead.status in ('received', 'processing', 'waiting')`,
  );
  if (!row) return [];
  const next = await finishLead(run, {
    end: { status: "failed", reason: "internal_error" },
    steps: [],
    connectionId: row.connectionId,
    queues: queueHashes(leadId, row.identifiers ?? []),
  });
  return next ?? [];
}
