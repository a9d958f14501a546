import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { trialFields, trialUsers } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import type { CrmEntity } from "@/lib/crm/types";
import { getEnv } from "@/lib/env";
import { TrialApiError } from "./api-error";
import type { TrialRules } from "./check-properties";
import type { TrialCrm } from "./find-trial-crm";
import { parseInput } from "./inputs";
import { type TrialRecordKind, toTrialPath } from "./record-path";

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 100;

/** What an operation of the API works with. */
export type TrialContext = {
  tx: Transaction;
  crm: TrialCrm;
  /** The record named in the path. */
  id: string;
  query: URLSearchParams;
  body: unknown;
};

export type TrialAnswer = { status?: number; body: unknown };

export function readInput<T extends z.ZodType>({ body }: TrialContext, schema: T): z.infer<T> {
  return parseInput(schema, body);
}

/** Page size and where to go on, from the query. */
export function readPaging({ query }: TrialContext): { limit: number; cursor: string | null } {
  const limit = Number(query.get("limit") ?? LIMIT_DEFAULT);
  if (!Number.isInteger(limit) || limit < 1)
    throw new TrialApiError(400, "bad_query", "limit must be a whole number from 1");
  return { limit: Math.min(limit, LIMIT_MAX), cursor: query.get("cursor") };
}

/** A page of `rows`, of which one more than the limit was read. */
export function toPage<T extends { id: string }, U>(rows: T[], limit: number, toItem: (row: T) => U): TrialAnswer {
  const items = rows.slice(0, limit);
  return { body: { items: items.map(toItem), next_cursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null } };
}

/** The fields of an entity and the users, which the values of a record are checked against. */
export async function readRules({ tx, crm }: TrialContext, entity: CrmEntity): Promise<TrialRules> {
  const [fields, users] = await Promise.all([
    tx.select().from(trialFields).where(eq(trialFields.trialCrmId, crm.id)),
    tx.select({ id: trialUsers.id }).from(trialUsers).where(eq(trialUsers.trialCrmId, crm.id)),
  ]);
  return { fields: fields.filter((field) => field.entity === entity), userIds: new Set(users.map(({ id }) => id)) };
}

/** Addresses of the records' pages in the product. */
export function createUrls({ id }: Pick<TrialCrm, "id">) {
  const { APP_URL } = getEnv();
  return (kind: TrialRecordKind, recordId: string) => `${APP_URL}${toTrialPath(id, { kind, id: recordId })}`;
}

/** When search begins to find what is made now. */
export function toSearchableAt({ faults }: Pick<TrialCrm, "faults">): Date {
  return new Date(Date.now() + (faults.searchLagMs ?? 0));
}
