import "server-only";
import { v7 as uuidv7 } from "uuid";
import { trialCrms, trialFields, trialPipelines, trialStages, trialUsers } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import { toDirectory } from "@/lib/crm/trial/mapper";
import type { CrmDirectory } from "@/lib/crm/types";
import { createRandomId } from "@/lib/crypto/random-id";
import { readTrialDirectory } from "./directory";
import { hashTrialToken } from "./find-trial-crm";
import { SEED_FIELDS, SEED_PIPELINES, SEED_USERS } from "./seed-data";

export type NewTrialCrm = {
  id: string /** Given only here; its hash is stored. */;
  token: string;
  directory: CrmDirectory;
};

/** Makes a trial CRM with users, two pipelines and fields of every type, and the token that it is spoken to with. */
export async function createTrialCrm(
  tx: Transaction,
  { accountId, name }: { accountId: string; name: string },
): Promise<NewTrialCrm> {
  const id = uuidv7();
  const token = `tcrm_${createRandomId()}`;
  const own = { accountId, trialCrmId: id };
  await tx.insert(trialCrms).values({ id, accountId, name, tokenHash: hashTrialToken(token) });
  await tx.insert(trialUsers).values(SEED_USERS.map((user, position) => ({ ...user, ...own, position })));
  await tx
    .insert(trialPipelines)
    .values(SEED_PIPELINES.map((pipeline, position) => ({ id: pipeline.id, name: pipeline.name, ...own, position })));
  await tx
    .insert(trialStages)
    .values(
      SEED_PIPELINES.flatMap((pipeline) =>
        pipeline.stages.map((stage, position) => ({ ...stage, pipelineId: pipeline.id, ...own, position })),
      ),
    );
  await tx.insert(trialFields).values(SEED_FIELDS.map((field, position) => ({ ...field, ...own, position })));
  return { id, token, directory: toDirectory(await readTrialDirectory(tx, id)) };
}
