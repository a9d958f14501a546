import "server-only";
import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { connections } from "@/db/schema";
import { withAccount } from "@/db/with-account";
import { peekTurn } from "@/lib/collections/take-turn";
import { openAccess } from "@/lib/connections/access-tokens";
import { toCrmFailure } from "@/lib/connections/crm-failure";
import { CrmError } from "@/lib/crm/error";
import { openReadOnlySession } from "@/lib/crm/open-session";
import type { CrmCall } from "@/lib/crm/types";
import { matchedRecords } from "@/lib/delivery/lead-work";
import { toLeadMatch, toMatchTrace } from "@/lib/delivery/match-lead";
import { type OpenConnection, openConnection } from "@/lib/delivery/open-connection";
import { findResponsible, planLead, toDecideTrace, toLeadPlan } from "@/lib/delivery/plan-lead";
import { type PreparedOutcome, prepareLead } from "@/lib/delivery/prepare-lead";
import { readRemembered } from "@/lib/delivery/remembered-people";
import { type CompiledSettings, compileSettings } from "@/lib/integrations/compile-settings";
import { findIntegration } from "@/lib/integrations/queries";
import type { IntegrationSettings } from "@/lib/integrations/schema";
import { validateSettings } from "@/lib/integrations/validate-settings";
import type { LeadStep } from "@/lib/leads/record-step";
import { log } from "@/lib/log";
import { findMatch } from "@/lib/matching/find-match";
import { createRateLimiter } from "@/lib/rate-limit";
import type { DryEnd, DryEvent, DryFailure, DryRun, DryRunResult, DryStep } from "./dry-run-types";
import { loadDryEvent } from "./load-dry-event";

/** The whole of a dry run, with every call to the CRM. */
const DRY_RUN_MS_MAX = 20_000;

/** For each account: a dry run costs the CRM's rate limit, which the leads need. */
const limiter = createRateLimiter({ burst: 10, perSecond: 0.5 });

/**
 * Sends an event through settings that need not be saved, by the same code as a delivery, and tells what would become of it. The CRM is
 * asked live, and only read; nothing is written there or here, and no turn of a collection is taken.
 *
 * What the CRM fails at is an outcome, never a throw.
 */
export async function runDry({
  accountId,
  integrationId,
  integrationName,
  event,
  settings,
  timeMs = DRY_RUN_MS_MAX,
}: {
  accountId: string;
  integrationId: string;
  /** The name that is typed now; templates may hold it. */
  integrationName: string;
  event: DryEvent;
  settings: IntegrationSettings;
  timeMs?: number;
}): Promise<DryRunResult> {
  const allowance = limiter.take(accountId);
  if (!allowance.ok) return { ok: false, reason: "too_many", retryAfterSeconds: allowance.retryAfterSeconds };

  const mark = performance.now();
  const loaded = await withAccount(accountId, async (tx) => ({
    integration: await findIntegration(tx, integrationId),
    lead: await loadDryEvent(tx, { accountId, integrationId, event }),
    issues: await validateSettings(tx, settings),
    connectionStatus: settings.connectionId
      ? (
          await tx
            .select({ status: connections.status })
            .from(connections)
            .where(eq(connections.id, settings.connectionId))
        )[0]?.status
      : undefined,
  }));
  if (!loaded.integration) return { ok: false, reason: "not_found" };
  if (loaded.issues.length > 0) return { ok: false, reason: "invalid_settings", issues: loaded.issues };
  if (!loaded.lead) return { ok: false, reason: "text" in event ? "unreadable_event" : "not_found" };

  const { leadId, moreEvents, ...lead } = loaded.lead;
  const connection = settings.connectionId
    ? await openConnection({ accountId, connectionId: settings.connectionId })
    : null;
  const compiled = compileSettings(settings, connection?.directory ?? null);
  const received = { id: leadId ?? uuidv7(), run: 1, version: 0, integrationId, integrationName, ...lead };
  const run = startRun({ moreEvents, mark });
  const outcome = prepare({ ...received, isConnected: connection !== null }, compiled);
  if (!outcome) return { ok: true, run: run.end({ status: "failed", reason: "internal_error", detail: null }) };
  for (const step of outcome.steps) if (step.stage !== "receive") run.add(step);
  if (outcome.end || !connection) {
    return { ok: true, run: run.end(outcome.end ?? { status: "held", reason: "no_connection", detail: null }) };
  }
  if (loaded.connectionStatus !== "connected") {
    const reason = loaded.connectionStatus === "broken" ? "connection_broken" : "connection_disabled";
    return { ok: true, run: run.end({ status: "held", reason, detail: null }) };
  }
  return { ok: true, run: await askCrm({ run, leadId, connection, compiled, outcome, timeMs }) };
}

/** Null when the event's data cannot be worked on at all: a lead would fail for it. */
function prepare(...args: Parameters<typeof prepareLead>): PreparedOutcome | null {
  try {
    return prepareLead(...args);
  } catch (err) {
    log.warn({ err, integrationId: args[0].integrationId }, "dry run could not prepare an event");
    return null;
  }
}

type Asking = {
  run: Run;
  leadId: string | null;
  connection: OpenConnection;
  compiled: CompiledSettings;
  outcome: PreparedOutcome;
};

/** The part with the CRM, within the time that is left. */
async function askCrm({ timeMs, ...asking }: Asking & { timeMs: number }): Promise<DryRun> {
  const { run, connection } = asking;
  const calls: CrmCall[] = [];
  const remainingMs = Math.max(1, timeMs - run.elapsedMs());
  const session = openReadOnlySession({
    connection,
    tokens: openAccess(connection),
    onCall: (call) => calls.push(call),
    callMs: remainingMs,
  });
  const mark = performance.now();
  const toFailedStep = () => ({
    stage: "match" as const,
    status: "failed" as const,
    input: { identifiers: asking.outcome.prepared.identifiers },
    crmCalls: [...calls],
    durationMs: performance.now() - mark,
  });

  const work = match(asking, { session, calls, mark }).catch((error: unknown) => {
    if (!(error instanceof CrmError)) throw error;
    run.add(toFailedStep());
    const { reason, words } = toCrmFailure(error);
    return run.end(ENDS[error.kind], { failure: { reason, words } });
  });
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<DryRun>((resolve) => {
    timer = setTimeout(() => {
      run.add(toFailedStep());
      resolve(run.end(ENDS.retry, { failure: { reason: "timeout", words: null } }));
    }, remainingMs);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
    // What comes after the time is nobody's any more.
    work.catch(() => {});
  }
}

/** What a lead becomes by the first failed call. */
const ENDS: Record<CrmError["kind"], DryEnd> = {
  hold: { status: "held", reason: "connection_broken", detail: null },
  reject: { status: "failed", reason: "crm_rejected", detail: null },
  retry: { status: "waiting", reason: "crm_unavailable", detail: null },
  bad_answer: { status: "waiting", reason: "crm_unavailable", detail: null },
};

async function match(
  asking: Asking,
  {
    session,
    calls,
    mark,
  }: { session: ReturnType<typeof openReadOnlySession>; calls: readonly CrmCall[]; mark: number },
): Promise<DryRun> {
  const { run, connection, compiled, outcome } = asking;
  const { accountId, id: connectionId } = connection;
  const { identifiers } = outcome.prepared;
  const { rules } = compiled.settings;
  const remembered = await readRemembered({ accountId, connectionId, identifiers });
  const found = await findMatch({ session, identifiers, remembered, rules });
  run.add({
    stage: "match",
    status: "done",
    input: { identifiers, remembered },
    output: toMatchTrace(found),
    crmCalls: calls,
    durationMs: performance.now() - mark,
  });
  return decide(asking, toLeadMatch(1, found));
}

async function decide(
  { run, leadId, connection, compiled: { settings }, outcome: { prepared } }: Asking,
  matched: ReturnType<typeof toLeadMatch>,
): Promise<DryRun> {
  const { accountId, directory } = connection;
  const { contact, deal } = matchedRecords(matched);
  const found = { contact, deal };
  const decideMark = performance.now();
  const decision = planLead({ prepared, match: matched, settings, directory });
  const addDecision = (status: "done" | "stopped", kinds: Parameters<typeof toDecideTrace>[2], durationMs: number) =>
    run.add({ stage: "decide", status, ...toDecideTrace(decision, settings, kinds), durationMs });
  const decidedMs = performance.now() - decideMark;
  if (decision.plan.kind === "skip") {
    addDecision("stopped", [], decidedMs);
    return run.end({ status: "skipped", reason: "update_only", detail: null }, { found });
  }

  const assignMark = performance.now();
  const responsible = await findResponsible(decision, directory, () =>
    peekTurn({
      accountId,
      leadId,
      collectionId: settings.collectionId,
      directory,
      defaultUserId: settings.rules.defaultResponsibleId ?? connection.defaultUserId,
    }),
  );
  const assignedMs = performance.now() - assignMark;
  const userId = responsible?.userId ?? null;
  const plan = toLeadPlan({ run: 1, decision, prepared, settings, directory, userId });
  addDecision("done", plan.writes, decidedMs);
  if (responsible) run.add({ stage: "assign", status: "done", output: responsible.output, durationMs: assignedMs });
  return run.end({ status: "delivered", reason: null, detail: null }, { found, plan });
}

type Run = ReturnType<typeof startRun>;

/** Collects the steps; what is added after the end changes nothing of what was given. */
function startRun({ moreEvents, mark }: { moreEvents: number; mark: number }) {
  const steps: DryStep[] = [];
  const elapsedMs = () => performance.now() - mark;
  return {
    elapsedMs,
    add({ stage, status, durationMs, input, output, crmCalls }: Omit<LeadStep, "leadId" | "run" | "startedAt">) {
      steps.push({
        stage,
        status,
        durationMs: toTenths(durationMs),
        input: input ?? null,
        output: output ?? null,
        crmCalls: [...(crmCalls ?? [])],
      });
    },
    end(
      end: DryEnd,
      {
        found = { contact: null, deal: null },
        plan = null,
        failure = null,
      }: { found?: DryRun["found"]; plan?: DryRun["plan"]; failure?: DryFailure | null } = {},
    ): DryRun {
      return { steps: [...steps], end, plan, found, failure, moreEvents, durationMs: toTenths(elapsedMs()) };
    },
  };
}

function toTenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
