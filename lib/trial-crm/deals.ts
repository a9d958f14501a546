import "server-only";
import { and, asc, desc, eq, getTableColumns, inArray, lt, lte } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { trialDeals, trialPipelines, trialStages, trialTasks } from "@/db/schema";
import { invalidField, recordNotFound, TrialApiError } from "./api-error";
import { checkProperties, mergeProperties, requireProperties } from "./check-properties";
import { checkOwner, requireContact } from "./contacts";
import { dealChangeInput, newDealInput } from "./inputs";
import { insertOnce } from "./insert-once";
import {
  createUrls,
  readInput,
  readPaging,
  readRules,
  type TrialAnswer,
  type TrialContext,
  toPage,
  toSearchableAt,
} from "./request-context";
import { toApiDeal } from "./to-answer";

const STATES = ["open", "won", "lost"] as const;

/** Deals of a contact, in a state, or of a request id, newest first. Lists see a deal after the search's lag. */
export async function listDeals(context: TrialContext): Promise<TrialAnswer> {
  const { tx, crm, query } = context;
  const { limit, cursor } = readPaging(context);
  const contactId = query.get("contact_id");
  const requestId = query.get("request_id");
  const states = readStates(query);
  const rows = await selectDeals(tx)
    .where(
      and(
        eq(trialDeals.trialCrmId, crm.id),
        cursor ? lt(trialDeals.id, cursor) : undefined,
        contactId ? eq(trialDeals.contactId, contactId) : undefined,
        requestId ? eq(trialDeals.requestId, requestId) : lte(trialDeals.searchableAt, new Date()),
        states ? inArray(trialStages.kind, states) : undefined,
      ),
    )
    .orderBy(desc(trialDeals.id))
    .limit(limit + 1);
  return toPage(rows, limit, (row) => toApiDeal(row, createUrls(crm)));
}

export async function getDeal(context: TrialContext): Promise<TrialAnswer> {
  return { body: toApiDeal(await readDeal(context), createUrls(context.crm)) };
}

/** Without a pipeline it is the first one, without a stage the first one of the pipeline. */
export async function createDeal(context: TrialContext): Promise<TrialAnswer> {
  const { tx, crm } = context;
  const input = readInput(context, newDealInput);
  const rules = await readRules(context, "deal");
  checkOwner(input.owner_id, rules);
  const values = checkProperties(input.properties, rules);
  requireProperties(values, rules.fields);
  await requireContact(context, input.contact_id);
  const stage = await findPlace(context, { pipelineId: input.pipeline_id, stageId: input.stage_id });

  const { record, isRepeat } = await insertOnce({
    requestId: input.request_id,
    allowsRepeats: crm.faults.allowsRepeats ?? false,
    insert: async (requestId) => {
      const row = {
        id: uuidv7(),
        accountId: crm.accountId,
        trialCrmId: crm.id,
        contactId: input.contact_id,
        pipelineId: stage.pipelineId,
        stageId: stage.id,
        responsibleId: input.owner_id ?? null,
        requestId,
        values: mergeProperties({}, values),
        searchableAt: toSearchableAt(crm),
      };
      const [inserted] = await tx.insert(trialDeals).values(row).onConflictDoNothing().returning();
      return inserted && { ...inserted, kind: stage.kind };
    },
    find: async (requestId) => {
      const [found] = await selectDeals(tx).where(
        and(eq(trialDeals.trialCrmId, crm.id), eq(trialDeals.requestId, requestId)),
      );
      return found;
    },
  });
  return { status: isRepeat ? 200 : 201, body: toApiDeal(record, createUrls(crm)) };
}

/** Properties given replace those that are there, null clears one; a pipeline without a stage means its first one. */
export async function updateDeal(context: TrialContext): Promise<TrialAnswer> {
  const { tx, crm } = context;
  const input = readInput(context, dealChangeInput);
  const rules = await readRules(context, "deal");
  checkOwner(input.owner_id, rules);
  const changes = checkProperties(input.properties, rules);
  const before = await readDeal(context, { isLocked: true });
  const isMoved = input.stage_id !== undefined || (input.pipeline_id ?? before.pipelineId) !== before.pipelineId;
  const stage = isMoved
    ? await findPlace(context, { pipelineId: input.pipeline_id, stageId: input.stage_id })
    : { id: before.stageId, pipelineId: before.pipelineId, kind: before.kind };
  const [row] = await tx
    .update(trialDeals)
    .set({
      values: mergeProperties(before.values, changes),
      pipelineId: stage.pipelineId,
      stageId: stage.id,
      responsibleId: input.owner_id === undefined ? before.responsibleId : input.owner_id,
      updatedAt: new Date(),
    })
    .where(isDeal(context))
    .returning();
  if (!row) throw recordNotFound("deal");
  return { body: toApiDeal({ ...row, kind: stage.kind }, createUrls(crm)) };
}

/** Deletes a deal with its tasks. */
export async function deleteDeal(context: TrialContext): Promise<TrialAnswer> {
  const { tx, crm, id } = context;
  await readDeal(context, { isLocked: true });
  await tx.delete(trialTasks).where(and(eq(trialTasks.trialCrmId, crm.id), eq(trialTasks.dealId, id)));
  await tx.delete(trialDeals).where(isDeal(context));
  return { body: { id } };
}

/** Refuses a record that names a deal which is not there. */
export async function requireDeal(context: TrialContext, dealId: string): Promise<void> {
  const [row] = await context.tx
    .select({ id: trialDeals.id })
    .from(trialDeals)
    .where(isDeal({ ...context, id: dealId }));
  if (!row) throw invalidField("deal_id", "names no deal of this CRM");
}

/** The stage that is meant by a pipeline, a stage, both or neither. */
async function findPlace(
  { tx, crm }: TrialContext,
  { pipelineId, stageId }: { pipelineId: string | undefined; stageId: string | undefined },
) {
  const stages = await tx
    .select({ id: trialStages.id, pipelineId: trialStages.pipelineId, kind: trialStages.kind })
    .from(trialStages)
    .innerJoin(
      trialPipelines,
      and(eq(trialPipelines.trialCrmId, trialStages.trialCrmId), eq(trialPipelines.id, trialStages.pipelineId)),
    )
    .where(eq(trialStages.trialCrmId, crm.id))
    .orderBy(asc(trialPipelines.position), asc(trialStages.position));
  if (pipelineId !== undefined && !stages.some((stage) => stage.pipelineId === pipelineId)) {
    throw invalidField("pipeline_id", "names no pipeline of this CRM");
  }
  const place = stages.find(
    (stage) =>
      (stageId === undefined || stage.id === stageId) && (pipelineId === undefined || stage.pipelineId === pipelineId),
  );
  if (!place) throw invalidField("stage_id", `names no stage of ${pipelineId ? "this pipeline" : "this CRM"}`);
  return place;
}

function selectDeals(tx: TrialContext["tx"]) {
  return tx
    .select({ ...getTableColumns(trialDeals), kind: trialStages.kind })
    .from(trialDeals)
    .innerJoin(
      trialStages,
      and(eq(trialStages.trialCrmId, trialDeals.trialCrmId), eq(trialStages.id, trialDeals.stageId)),
    );
}

async function readDeal(context: TrialContext, { isLocked = false } = {}) {
  const query = selectDeals(context.tx).where(isDeal(context));
  const [row] = await (isLocked ? query.for("update", { of: trialDeals }) : query);
  if (!row) throw recordNotFound("deal");
  return row;
}

function isDeal({ crm, id }: Pick<TrialContext, "crm" | "id">) {
  return and(eq(trialDeals.trialCrmId, crm.id), eq(trialDeals.id, id));
}

function readStates(query: URLSearchParams) {
  const names = query.get("state")?.split(",");
  if (!names) return undefined;
  const states = STATES.filter((state) => names.includes(state));
  if (states.length < names.length) throw new TrialApiError(400, "bad_query", `state is one of ${STATES.join(", ")}`);
  return states;
}
