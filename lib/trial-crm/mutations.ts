import "server-only";
import { and, eq } from "drizzle-orm";
import { trialContacts, trialCrms, trialDeals, trialStages, trialTasks } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import type { TrialFaults } from "./schema";

/** Moves a deal to a stage of any pipeline, as a salesperson does in the CRM: won and lost ones are not active any more. */
export async function moveTrialDeal(
  tx: Transaction,
  { trialCrmId, dealId, stageId }: { trialCrmId: string; dealId: string; stageId: string },
) {
  const [stage] = await tx
    .select({ pipelineId: trialStages.pipelineId })
    .from(trialStages)
    .where(and(eq(trialStages.trialCrmId, trialCrmId), eq(trialStages.id, stageId)));
  if (!stage) return { ok: false as const, reason: "unknown_stage" as const };
  const moved = await tx
    .update(trialDeals)
    .set({ stageId, pipelineId: stage.pipelineId, updatedAt: new Date() })
    .where(and(eq(trialDeals.trialCrmId, trialCrmId), eq(trialDeals.id, dealId)))
    .returning({ id: trialDeals.id });
  return moved.length > 0 ? { ok: true as const } : { ok: false as const, reason: "unknown_deal" as const };
}

/** Deletes a deal with its tasks; one that is gone already is no error. */
export async function deleteTrialDeal(
  tx: Transaction,
  { trialCrmId, dealId }: { trialCrmId: string; dealId: string },
): Promise<void> {
  await tx.delete(trialTasks).where(and(eq(trialTasks.trialCrmId, trialCrmId), eq(trialTasks.dealId, dealId)));
  await tx.delete(trialDeals).where(and(eq(trialDeals.trialCrmId, trialCrmId), eq(trialDeals.id, dealId)));
}

/** Marks a task as done, or not done again. */
export async function setTrialTaskDone(
  tx: Transaction,
  { trialCrmId, taskId, isDone }: { trialCrmId: string; taskId: string; isDone: boolean },
) {
  await tx
    .update(trialTasks)
    .set({ isDone, updatedAt: new Date() })
    .where(and(eq(trialTasks.trialCrmId, trialCrmId), eq(trialTasks.id, taskId)));
}

/** Sets what goes wrong from the next call on; an empty object: nothing. False when there is no such CRM. */
export async function saveTrialFaults(
  tx: Transaction,
  { trialCrmId, faults }: { trialCrmId: string; faults: TrialFaults },
): Promise<boolean> {
  const saved = await tx
    .update(trialCrms)
    .set({ faults })
    .where(eq(trialCrms.id, trialCrmId))
    .returning({ id: trialCrms.id });
  return saved.length > 0;
}

/** Deletes all contacts, deals and tasks; users, pipelines and fields stay. */
export async function emptyTrialCrm(tx: Transaction, trialCrmId: string): Promise<void> {
  await tx.delete(trialTasks).where(eq(trialTasks.trialCrmId, trialCrmId));
  await tx.delete(trialDeals).where(eq(trialDeals.trialCrmId, trialCrmId));
  await tx.delete(trialContacts).where(eq(trialContacts.trialCrmId, trialCrmId));
}
