import type { AccountSql, Statement } from "@/db/account-sql";
import type { JsonObject } from "@/lib/json";
import type { LeadStep } from "@/lib/leads/record-step";
import type { DeliveryTask, StepStop } from "./delivery-types";
import { finishLead, type LeadColumns } from "./finish-lead";
import { dropWork, type LeadWork } from "./lead-work";
import { queueHashes } from "./person-hash";
import { rememberPerson } from "./remember-person";

/** Ends a lead as delivered: everything that was planned is in the CRM. `and` are statements for the same transaction. */
export async function finishDelivered(
  task: DeliveryTask,
  work: LeadWork,
  steps: readonly LeadStep[],
  and: (sql: AccountSql) => Statement[] = () => [],
): Promise<StepStop> {
  dropWork(task);
  const { prepared, connection } = work;
  const columns = toColumns(work);
  const record: LeadStep = {
    leadId: task.leadId,
    run: task.run,
    stage: "record",
    status: "done",
    output: { status: "delivered", ...columns } satisfies JsonObject,
    startedAt: new Date(),
    durationMs: 0,
  };
  const next = await finishLead(task, {
    end: { status: "delivered", reason: null },
    steps: [...steps, record],
    connectionId: connection.id,
    queues: queueHashes(task.leadId, prepared.identifiers),
    columns,
    and: (sql) => [...and(sql), ...rememberPerson(sql, task.accountId, work)],
  });
  return next ? { outcome: "delivered", reason: null, next } : { outcome: "gone" };
}

/** What the registry shows of a lead's result, as far as it is known. */
export function toColumns({ plan, records }: Pick<LeadWork, "plan" | "records">): LeadColumns {
  return {
    plan: plan?.kind ?? null,
    responsibleId: plan?.responsible?.id ?? null,
    responsibleName: plan?.responsible?.name ?? null,
    contactId: records.contact?.id ?? null,
    contactUrl: records.contact?.url ?? null,
    dealId: records.deal?.id ?? null,
    dealUrl: records.deal?.url ?? null,
    taskId: records.task?.id ?? null,
    taskUrl: records.task?.url ?? null,
  };
}
