import { v7 as uuidv7 } from "uuid";
import { runAsAccount } from "@/db/account-sql";
import { CrmError } from "@/lib/crm/error";
import type { CrmCreate, CrmSession } from "@/lib/crm/types";
import type { JsonValue } from "@/lib/json";
import { insertSteps, type LeadStep } from "@/lib/leads/record-step";
import type { PlanWrite } from "@/lib/rules/decide";
import type { DeliveryTask, StepStop } from "./delivery-types";
import { finishDelivered, toColumns } from "./finish-delivered";
import { addRecord, keepWork, type LeadPlan, type LeadWork, type RecordLink, takeWork } from "./lead-work";
import { lookForRecord } from "./look-for-record";
import { openTracedSession } from "./open-connection";
import { rememberPerson } from "./remember-person";
import { settleFailure } from "./settle-failure";
import { endWrite, type JournalEntry, rejectWrite, startAgain, startWrite } from "./write-journal";

/**
 * Makes one planned write in the CRM, once: what the journal says is done is not done again, and one whose outcome is unknown is looked
 * for first. The last write of a plan ends the lead.
 */
export async function writeRecord(task: DeliveryTask, kind: PlanWrite): Promise<{ outcome: "written" } | StepStop> {
  const work = await takeWork(task);
  if (!work?.plan?.writes.includes(kind)) return { outcome: "gone" };
  const entry = await enter(task, work, kind);
  if (!entry) return { outcome: "gone" };
  if (entry.state === "done")
    return goOn(task, { work, plan: work.plan, kind, requestId: null, record: entry.record, steps: [] });
  return write(task, { work, plan: work.plan, kind, entry });
}

/** The step before may have entered it as started already; that counts once. */
async function enter(task: DeliveryTask, work: LeadWork, kind: PlanWrite): Promise<JournalEntry | null> {
  const { started } = work;
  work.started = null;
  if (started?.kind === kind && task.run === 1) return { state: "new", requestId: started.requestId, earlier: [] };
  return startWrite(task, kind);
}

type Writing = { work: LeadWork; plan: LeadPlan; kind: PlanWrite };

async function write(
  task: DeliveryTask,
  { work, plan, kind, entry }: Writing & { entry: Exclude<JournalEntry, { state: "done" }> },
): Promise<{ outcome: "written" } | StepStop> {
  const { requestId } = entry;
  const { session, calls } = openTracedSession(work.connection);
  const startedAt = new Date();
  const mark = performance.now();
  let record: RecordLink | null = null;
  const toStep = (output?: JsonValue): LeadStep => ({
    leadId: task.leadId,
    run: task.run,
    stage: "write",
    name: kind,
    attempt: task.attempt,
    status: "done",
    input: toInput(plan, kind),
    output,
    crmCalls: calls,
    startedAt,
    durationMs: performance.now() - mark,
  });

  try {
    const create = toCreate({ plan, work, kind, requestId });
    const found = await lookForRecord({ session, task, kind, create, entry, work });
    if (!found && create && entry.state === "unknown") await startAgain(task, requestId);
    record = found ?? (create ? await sendCreate(session, create) : await sendUpdate({ session, plan, work, kind }));
    const steps = [toStep({ id: record?.id ?? null, url: record?.url ?? null, isFound: found !== null })];
    return await goOn(task, { work, plan, kind, requestId, record, steps });
  } catch (error) {
    const isNotWritten = error instanceof CrmError && !error.isOutcomeUnknown && entry.state === "new";
    return settleFailure(error, {
      task,
      prepared: work.prepared,
      connection: work.connection,
      step: toStep(),
      columns: toColumns(work),
      and: isNotWritten ? (sql) => [rejectWrite(sql, requestId)] : undefined,
    });
  }
}

/** The record that a write makes; null for an update. */
function toCreate({ plan, work, kind, requestId }: Writing & { requestId: string }): CrmCreate | null {
  const { contact, deal } = work.records;
  if (kind === "create_contact" && plan.contact) return { kind: "contact", input: { ...plan.contact, requestId } };
  if (!contact) throw new Error(`The plan's ${kind} has no contact`);
  const contactId = contact.id;
  if (kind === "create_deal" && plan.deal) return { kind: "deal", input: { ...plan.deal, contactId, requestId } };
  if (kind === "create_task" && plan.task) {
    return { kind: "task", input: { ...plan.task, contactId, dealId: deal?.id ?? null, requestId } };
  }
  return null;
}

function sendCreate(session: CrmSession, { kind, input }: CrmCreate): Promise<RecordLink> {
  if (kind === "contact") return session.createContact(input);
  return kind === "deal" ? session.createDeal(input) : session.createTask(input);
}

async function sendUpdate({ session, plan, work, kind }: Writing & { session: CrmSession }): Promise<null> {
  const { contact, deal } = work.records;
  if (kind === "update_contact" && plan.contact && contact) {
    await session.updateContact(contact.id, plan.contact.values);
    return null;
  }
  if (kind === "update_deal" && plan.deal && deal) {
    await session.updateDeal(deal.id, plan.deal.values);
    return null;
  }
  throw new Error(`The plan has nothing for ${kind}`);
}

/** Enters the write as done, together with all that follows from it, and ends the lead after the last one. */
async function goOn(
  task: DeliveryTask,
  {
    work,
    plan,
    kind,
    requestId,
    record,
    steps,
  }: Writing & { requestId: string | null; record: RecordLink | null; steps: LeadStep[] },
): Promise<{ outcome: "written" } | StepStop> {
  if (record) addRecord(work.records, kind, record);
  const following = plan.writes[plan.writes.indexOf(kind) + 1];
  const end = requestId ? { requestId, record } : null;
  if (!following) {
    return finishDelivered(task, work, steps, end ? (sql) => [endWrite(sql, task, { ...end, next: null })] : undefined);
  }

  const next = { kind: following, requestId: uuidv7() };
  if (end) {
    const fence = await runAsAccount(task.accountId, (sql) => [
      endWrite(sql, task, { ...end, next }),
      insertSteps(sql, task.accountId, steps),
      ...(kind === "create_contact" ? rememberPerson(sql, task.accountId, work) : []),
    ]);
    if (fence.length === 0) return { outcome: "gone" };
  }
  keepWork(task, { ...work, started: end ? next : null });
  return { outcome: "written" };
}

/** What was sent, for the trace. */
function toInput({ contact, deal, task }: LeadPlan, kind: PlanWrite): JsonValue {
  if (kind === "create_task") return task;
  return kind === "create_contact" || kind === "update_contact" ? contact : deal;
}
