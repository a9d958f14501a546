import "server-only";
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { getDatabase } from "@/db";
import { TrialApiError } from "./api-error";
import { type TrialFaults, trialFaultsSchema } from "./schema";

/** The trial CRM that a call is for. */
export type TrialCrm = { id: string; accountId: string; name: string; faults: TrialFaults };

type Row = { id: string; account_id: string; name: string; faults: unknown };

/** The trial CRM of a bearer token; throws the API's 401 when there is none. */
export async function getTrialCrmByToken(authorization: string | null): Promise<TrialCrm> {
  const [, token] = /^Bearer (\S{1,200})$/i.exec(authorization ?? "") ?? [];
  const [row] = token
    ? await getDatabase().db.execute<Row>(sql`select * from door.find_trial_crm(${hashTrialToken(token)})`)
    : [];
  if (!row) throw new TrialApiError(401, "unauthorized", "The token is missing or not valid");
  return { id: row.id, accountId: row.account_id, name: row.name, faults: trialFaultsSchema.parse(row.faults) };
}

/** What is stored of a token. */
export function hashTrialToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
