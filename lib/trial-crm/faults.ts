import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { trialCrms } from "@/db/schema";
import { type Transaction, withAccount } from "@/db/with-account";
import { TrialApiError } from "./api-error";
import type { TrialCrm } from "./find-trial-crm";
import type { TrialFaultTarget, TrialOperation } from "./schema";

export type TrialCall = { operation: TrialOperation; isWrite: boolean };

/** Throws the answer that this call is to fail with, if it is this call's turn to fail. */
export async function throwFailure(crm: TrialCrm, call: TrialCall): Promise<void> {
  const { failure } = crm.faults;
  if (!failure || !isMeant(failure.on ?? "all", call)) return;
  const isItsTurn =
    failure.nextCalls === undefined
      ? Math.random() < (failure.share ?? 1)
      : await withAccount(crm.accountId, (tx) => takeOne(tx, crm, sql`'{failure,nextCalls}'`));
  if (!isItsTurn) return;
  const { status, retryAfterSeconds } = failure;
  throw new TrialApiError(status, "fault", WORDS[status], { retryAfterSeconds });
}

/** Whether the answer of this call, now carried out, is to be lost. */
export async function takeLostAnswer(tx: Transaction, crm: TrialCrm, call: TrialCall): Promise<boolean> {
  const { loseAnswers } = crm.faults;
  if (!loseAnswers || loseAnswers.nextCalls === 0 || !isMeant(loseAnswers.on ?? "writes", call)) return false;
  return takeOne(tx, crm, sql`'{loseAnswers,nextCalls}'`);
}

const WORDS = {
  401: "The token is not valid any more",
  403: "The owner of the token may not do this",
  422: "The record was not accepted",
  429: "Too many requests",
  500: "Something went wrong",
  503: "The service is being maintained",
} as const;

function isMeant(target: TrialFaultTarget, { operation, isWrite }: TrialCall) {
  if (target === "all") return true;
  if (target === "writes") return isWrite;
  if (target === "reads") return !isWrite;
  return target === operation;
}

/** Counts one down in the database, so that parallel calls never share one. */
async function takeOne(tx: Transaction, { id }: TrialCrm, path: SQL) {
  const taken = await tx.execute(sql`
    update ${trialCrms}
    set faults = jsonb_set(faults, ${path}, to_jsonb((faults #>> ${path})::int - 1))
    where id = ${id} and (faults #>> ${path})::int > 0
    returning id`);
  return taken.length > 0;
}
