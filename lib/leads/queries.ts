import "server-only";
import { and, asc, desc, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import { connections, integrations, leadBodies, leadEvents, leadSteps, leads } from "@/db/schema";
import type { Transaction } from "@/db/with-account";

/** Of a body, as much as a page shows; the whole can be downloaded. */
export const BODY_SHOWN_BYTES_MAX = 64 * 1024;
/** Of the steps of one run, the first and the last are those that matter; a run has about forty at most. */
const STEPS_MAX = 300;

type LeadKey = { accountId: string; id: string };
type StepRow = Omit<typeof leadSteps.$inferSelect, "accountId" | "leadId">;

/** A lead with all that is known of it, and the steps of one of its runs. */
export type LeadDetails = typeof leads.$inferSelect & {
  integrationName: string;
  connection: Pick<
    typeof connections.$inferSelect,
    "id" | "name" | "status" | "brokenReason" | "directory" | "defaultUserId"
  > | null;
  event: typeof leadEvents.$inferSelect.event | null;
  /** As it was received; `start` holds its first `BODY_SHOWN_BYTES_MAX` bytes, null when it was too large to keep. */
  body: { size: number; headers: Record<string, string>; start: Buffer | null } | null;
  shownRun: number;
  /** In the order in which they were made. */
  steps: StepRow[];
};

/** The lead with the steps of its current run or of the one asked for; null when the account has none by this id. */
export async function findLead(
  tx: Transaction,
  { accountId, id, run }: LeadKey & { run?: number },
): Promise<LeadDetails | null> {
  const [row] = await tx
    .select({
      lead: getTableColumns(leads),
      integrationName: integrations.name,
      connection: {
        id: connections.id,
        name: connections.name,
        status: connections.status,
        brokenReason: connections.brokenReason,
        directory: connections.directory,
        defaultUserId: connections.defaultUserId,
      },
      event: leadEvents.event,
      body: {
        size: leadBodies.size,
        headers: leadBodies.headers,
        start: sql<Buffer | null>`substring(${leadBodies.bytes} from 1 for ${BODY_SHOWN_BYTES_MAX})`,
      },
    })
    .from(leads)
    .innerJoin(integrations, eq(integrations.id, leads.integrationId))
    .leftJoin(connections, eq(connections.id, leads.connectionId))
    .leftJoin(leadEvents, eq(leadEvents.leadId, leads.id))
    .leftJoin(leadBodies, and(eq(leadBodies.accountId, leads.accountId), eq(leadBodies.id, leads.bodyId)))
    .where(isLead({ accountId, id }));
  if (!row) return null;

  const { lead, ...beside } = row;
  const shownRun = run !== undefined && run >= 1 && run <= lead.run ? run : lead.run;
  return { ...lead, ...beside, shownRun, steps: await listSteps(tx, { accountId, id, run: shownRun }) };
}

async function listSteps(tx: Transaction, { accountId, id, run }: LeadKey & { run: number }): Promise<StepRow[]> {
  const { accountId: _account, leadId: _lead, ...columns } = getTableColumns(leadSteps);
  return tx
    .select(columns)
    .from(leadSteps)
    .where(and(eq(leadSteps.accountId, accountId), eq(leadSteps.leadId, id), eq(leadSteps.run, run)))
    .orderBy(asc(leadSteps.startedAt), asc(leadSteps.id))
    .limit(STEPS_MAX);
}

/** Changes whenever something happened to the lead; null when the account has none by this id. */
export async function findLeadState(tx: Transaction, key: LeadKey) {
  const [row] = await tx
    .select({ status: leads.status, run: leads.run, updatedAt: leads.updatedAt })
    .from(leads)
    .where(isLead(key));
  return row ?? null;
}

/** The bytes of the body that the lead came in; null when there is no such lead, or when they were too large to keep. */
export async function findLeadBody(tx: Transaction, key: LeadKey): Promise<Buffer | null> {
  const [row] = await tx
    .select({ bytes: leadBodies.bytes })
    .from(leads)
    .innerJoin(leadBodies, and(eq(leadBodies.accountId, leads.accountId), eq(leadBodies.id, leads.bodyId)))
    .where(isLead(key));
  return row?.bytes ? Buffer.from(row.bytes) : null;
}

/** Id and name of every connection that leads may have gone to, for the registry's filter; deleted ones last. */
export function listConnectionNames(tx: Transaction, accountId: string) {
  return tx
    .select({ id: connections.id, name: connections.name })
    .from(connections)
    .where(eq(connections.accountId, accountId))
    .orderBy(desc(isNull(connections.deletedAt)), connections.name);
}

function isLead({ accountId, id }: LeadKey) {
  return and(eq(leads.accountId, accountId), eq(leads.id, id));
}
