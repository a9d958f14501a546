import "server-only";
import { asc, eq } from "drizzle-orm";
import { trialFields, trialPipelines, trialStages, trialUsers } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import { getEnv } from "@/lib/env";
import { toTrialPath } from "./record-path";
import type { TrialAnswer, TrialContext } from "./request-context";
import { toApiField, toApiPipeline, toApiUser } from "./to-answer";

/** The CRM that the token belongs to. */
export async function getMe({ crm }: TrialContext): Promise<TrialAnswer> {
  return { body: { crm: { id: crm.id, name: crm.name }, web_url: `${getEnv().APP_URL}${toTrialPath(crm.id)}` } };
}

export async function listUsers({ tx, crm }: TrialContext): Promise<TrialAnswer> {
  return toWhole(await readUsers(tx, crm.id));
}

export async function listPipelines({ tx, crm }: TrialContext): Promise<TrialAnswer> {
  return toWhole(await readPipelines(tx, crm.id));
}

export async function listFields({ tx, crm }: TrialContext): Promise<TrialAnswer> {
  return toWhole(await readFields(tx, crm.id));
}

/** Everything that a trial CRM offers to choose from, in the words of its API. */
export async function readTrialDirectory(tx: Transaction, trialCrmId: string) {
  const [users, pipelines, fields] = await Promise.all([
    readUsers(tx, trialCrmId),
    readPipelines(tx, trialCrmId),
    readFields(tx, trialCrmId),
  ]);
  return { users, pipelines, fields };
}

async function readUsers(tx: Transaction, trialCrmId: string) {
  const users = await tx
    .select()
    .from(trialUsers)
    .where(eq(trialUsers.trialCrmId, trialCrmId))
    .orderBy(asc(trialUsers.position));
  return users.map(toApiUser);
}

async function readPipelines(tx: Transaction, trialCrmId: string) {
  const [pipelines, stages] = await Promise.all([
    tx
      .select()
      .from(trialPipelines)
      .where(eq(trialPipelines.trialCrmId, trialCrmId))
      .orderBy(asc(trialPipelines.position)),
    tx.select().from(trialStages).where(eq(trialStages.trialCrmId, trialCrmId)).orderBy(asc(trialStages.position)),
  ]);
  return pipelines.map((pipeline) =>
    toApiPipeline({ ...pipeline, stages: stages.filter((stage) => stage.pipelineId === pipeline.id) }),
  );
}

async function readFields(tx: Transaction, trialCrmId: string) {
  const fields = await tx
    .select()
    .from(trialFields)
    .where(eq(trialFields.trialCrmId, trialCrmId))
    .orderBy(asc(trialFields.entity), asc(trialFields.position));
  return fields.map(toApiField);
}

/** A list that is short enough for one page. */
function toWhole(items: unknown[]): TrialAnswer {
  return { body: { items, next_cursor: null } };
}
