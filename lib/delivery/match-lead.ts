import { runAsAccount } from "@/db/account-sql";
import { loadSettings } from "@/lib/integrations/load-settings";
import type { JsonObject } from "@/lib/json";
import { insertSteps, type LeadStep } from "@/lib/leads/record-step";
import { type FoundMatch, findMatch } from "@/lib/matching/find-match";
import { type ClaimedLead, claimLead } from "./claim-lead";
import type { DeliveryTask, LeadMatch, StepStop } from "./delivery-types";
import { keepWork, matchedRecords } from "./lead-work";
import { openTracedSession } from "./open-connection";
import { settleFailure } from "./settle-failure";

/**
 * Takes the lead and finds its contact and active deal in the CRM. A lead whose writes began in an earlier try keeps the
 * match that they were planned by.
 */
export async function matchLead(task: DeliveryTask): Promise<{ outcome: "matched" } | StepStop> {
  const claim = await claimLead(task);
  if (claim.outcome !== "claimed") return claim;
  const { lead } = claim;
  // The plan that goes on is read by the next step.
  if (lead.hasWrites) return { outcome: "matched" };
  return match(task, lead);
}

async function match(task: DeliveryTask, lead: ClaimedLead): Promise<{ outcome: "matched" } | StepStop> {
  const { prepared, connection, remembered } = lead;
  const { session, calls } = openTracedSession(connection);
  const startedAt = new Date();
  const mark = performance.now();
  const toStep = (): Omit<LeadStep, "status"> => ({
    leadId: task.leadId,
    run: task.run,
    stage: "match",
    attempt: task.attempt,
    input: { identifiers: prepared.identifiers, remembered },
    crmCalls: calls,
    startedAt,
    durationMs: performance.now() - mark,
  });

  try {
    const rules = await readRules(task, lead);
    const found = await findMatch({ session, identifiers: prepared.identifiers, remembered, rules });
    const result = toLeadMatch(task.run, found);
    const { goneContactIds } = found;
    const output = toMatchTrace(found);
    const isStored = await store(task, { lead, result, goneContactIds, step: { ...toStep(), status: "done", output } });
    if (!isStored) return { outcome: "gone" };
    keepWork(task, {
      prepared,
      connection,
      match: result,
      plan: null,
      records: matchedRecords(result),
      started: null,
    });
    return { outcome: "matched" };
  } catch (error) {
    return settleFailure(error, { task, prepared, connection, step: toStep() });
  }
}

/** What the next steps need of a match. */
export function toLeadMatch(run: number, { contact, deals, openDeals, conflict }: FoundMatch): LeadMatch {
  const knownDealIds = openDeals.map(({ id }) => id);
  return { run, contact, deal: deals.deal, knownDealIds, hasConflict: conflict !== null };
}

/** What the step «match» keeps: everybody who was found, and why one of them was chosen. */
export function toMatchTrace({ contact, candidates, deals, conflict, goneContactIds }: FoundMatch): JsonObject {
  return {
    contactId: contact?.id ?? null,
    dealId: deals.deal?.id ?? null,
    candidates,
    deals: deals.candidates,
    conflict,
    goneContactIds,
  };
}

async function readRules(task: DeliveryTask, { prepared, connection }: ClaimedLead) {
  const key = { integrationId: prepared.integrationId, version: prepared.version, directoryAt: connection.directoryAt };
  const compiled = await loadSettings(task.accountId, key);
  if (!compiled) throw new Error("The settings of a lead are gone");
  return compiled.settings.rules;
}

async function store(
  { accountId, leadId, run, runId }: DeliveryTask,
  {
    lead,
    result,
    goneContactIds,
    step,
  }: { lead: ClaimedLead; result: LeadMatch; goneContactIds: string[]; step: LeadStep },
): Promise<boolean> {
  const rows = await runAsAccount(
    accountId,
    (sql) => [
      sql`
        with steps as (${insertSteps(sql, accountId, [step])})
        update lead_work set match = ${JSON.stringify(result)}::jsonb, plan = null, updated_at = now()
        where lead_id = ${leadId} and (prepared->>'run')::int = ${run}
          and exists (select from person_queue where lead_id = ${leadId} and run_id = ${runId})
        returning lead_id`,
      ...(goneContactIds.length > 0
        ? [
            sql`
              delete from remembered_people
              where connection_id = ${lead.connection.id} and contact_id = any(${goneContactIds}::text[])`,
          ]
        : []),
    ],
    { isRepeatable: true },
  );
  return rows.length > 0;
}
