import "server-only";
import { createHash } from "node:crypto";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { getDatabase } from "@/db";
import { apiTokens, auditLog, users } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import { createRandomId } from "@/lib/crypto/random-id";
import { API_SCOPES, type ApiScope } from "./scopes";
import type { NewApiToken } from "./token-schema";

/** Whose call it is, and what it may do. */
export type ApiCaller = {
  tokenId: string;
  accountId: string;
  /** Who made the token: what it does is done in their name. */
  userId: string | null;
  scopes: readonly ApiScope[];
  timeZone: string;
};

/** A token as the settings show it. */
export type ApiTokenView = {
  id: string;
  name: string;
  tail: string;
  scopes: ApiScope[];
  createdAt: Date;
  createdByName: string | null;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
};

type Editor = { accountId: string; userId: string };

/** Tells a token from other secrets, for people and for scanners of leaked ones. */
const PREFIX = "lbx_";
/** 32 characters of base62 hold 190 bits. */
const SECRET_LENGTH = 32;
const TAIL_LENGTH = 4;
const TOKEN = new RegExp(`^${PREFIX}[0-9A-Za-z]{${SECRET_LENGTH}}$`);
const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes a token and gives it, for this one time: only its hash and its tail are stored. */
export async function createApiToken(
  tx: Transaction,
  { accountId, userId, name, scopes, lifetime, now = new Date() }: Editor & NewApiToken & { now?: Date },
): Promise<{ id: string; token: string }> {
  const token = `${PREFIX}${createRandomId(SECRET_LENGTH)}`;
  const expiresAt = lifetime === "never" ? null : new Date(now.getTime() + Number(lifetime) * DAY_MS);
  const [row] = await tx
    .insert(apiTokens)
    .values({
      accountId,
      name,
      tokenHash: hashApiToken(token),
      tail: token.slice(-TAIL_LENGTH),
      scopes,
      expiresAt,
      createdBy: userId,
    })
    .returning({ id: apiTokens.id });
  if (!row) throw new Error("The token was not stored.");
  const detail = { name, scopes, expiresAt: expiresAt?.toISOString() ?? null };
  await tx.insert(auditLog).values({ accountId, userId, action: "api_token.created", subjectId: row.id, detail });
  return { id: row.id, token };
}

/** The account's tokens that were not revoked, the newest first; expired ones are among them. */
export async function listApiTokens(tx: Transaction): Promise<ApiTokenView[]> {
  const rows = await tx
    .select({
      id: apiTokens.id,
      name: apiTokens.name,
      tail: apiTokens.tail,
      scopes: apiTokens.scopes,
      createdAt: apiTokens.createdAt,
      createdByName: users.name,
      lastUsedAt: apiTokens.lastUsedAt,
      expiresAt: apiTokens.expiresAt,
    })
    .from(apiTokens)
    .leftJoin(users, eq(users.id, apiTokens.createdBy))
    .where(isNull(apiTokens.revokedAt))
    .orderBy(desc(apiTokens.id));
  return rows.map((row) => ({ ...row, scopes: toScopes(row.scopes) }));
}

/** Gives a token another name; false when the account has none by this id. */
export async function renameApiToken(
  tx: Transaction,
  { accountId, userId, id, name }: Editor & { id: string; name: string },
): Promise<boolean> {
  const rows = await tx.update(apiTokens).set({ name }).where(isLive(id)).returning({ id: apiTokens.id });
  if (rows.length === 0) return false;
  await tx
    .insert(auditLog)
    .values({ accountId, userId, action: "api_token.renamed", subjectId: id, detail: { to: name } });
  return true;
}

/** Ends a token at once and for good; false when the account has none by this id. */
export async function revokeApiToken(
  tx: Transaction,
  { accountId, userId, id }: Editor & { id: string },
): Promise<boolean> {
  const rows = await tx
    .update(apiTokens)
    .set({ revokedAt: new Date() })
    .where(isLive(id))
    .returning({ id: apiTokens.id, name: apiTokens.name });
  const [revoked] = rows;
  if (!revoked) return false;
  const detail = { name: revoked.name };
  await tx.insert(auditLog).values({ accountId, userId, action: "api_token.revoked", subjectId: id, detail });
  return true;
}

/** Who calls with this token; null when there is none such, or it does not live any more. Its use is noted, to the minute. */
export async function findApiCaller(token: string): Promise<ApiCaller | null> {
  if (!isApiToken(token)) return null;
  const [row] = await getDatabase().db.execute(sql`select * from door.find_api_token(${hashApiToken(token)})`);
  return row ? callerSchema.parse(row) : null;
}

/** Whether a text can be a token at all. */
export function isApiToken(text: string): boolean {
  return TOKEN.test(text);
}

/** What a token is stored and found by. */
export function hashApiToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

const callerSchema = z
  .object({
    token_id: z.uuid(),
    account_id: z.uuid(),
    created_by: z.uuid().nullable(),
    scopes: z.array(z.string()),
    time_zone: z.string(),
  })
  .transform((row) => ({
    tokenId: row.token_id,
    accountId: row.account_id,
    userId: row.created_by,
    scopes: toScopes(row.scopes),
    timeZone: row.time_zone,
  }));

/** The scopes that are still known, in their order. */
function toScopes(stored: readonly string[]): ApiScope[] {
  return API_SCOPES.filter((scope) => stored.includes(scope));
}

function isLive(id: string) {
  return and(eq(apiTokens.id, id), isNull(apiTokens.revokedAt));
}
