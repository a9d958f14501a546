import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, gt, ne, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { getDatabase } from "@/db";
import { sessions } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import { PLAN_NAMES } from "@/lib/accounts/plans";
import { ROLES } from "./roles";
import { SESSION_DAYS, SESSION_IDLE_HOURS } from "./session-limits";

/** Somebody who is signed in, in the account that the session was opened for. */
export type Member = z.infer<typeof memberSchema>;

/** Where a sign-in came from, for the list of sessions and the audit log. */
export type Visitor = { address: string; userAgent: string | null };

const USER_AGENT_LENGTH_MAX = 300;

const memberSchema = z
  .object({
    session_id: z.uuid(),
    user_id: z.uuid(),
    account_id: z.uuid(),
    role: z.enum(ROLES),
    email: z.string(),
    name: z.string(),
    locale: z.string(),
    account_name: z.string(),
    plan: z.enum(PLAN_NAMES),
    time_zone: z.string(),
  })
  .transform((row) => ({
    sessionId: row.session_id,
    userId: row.user_id,
    accountId: row.account_id,
    role: row.role,
    email: row.email,
    name: row.name,
    locale: row.locale,
    accountName: row.account_name,
    plan: row.plan,
    timeZone: row.time_zone,
  }));

/** Opens a session and gives its token, which is kept nowhere but in the cookie; null for a disabled user. */
export async function openSession(userId: string, visitor: Visitor): Promise<string | null> {
  const token = randomBytes(32).toString("base64url");
  const [row] = await getDatabase().db.execute<{ isOpen: boolean }>(sql`
    select door.open_session(
      ${uuidv7()}::uuid, ${userId}::uuid, ${hashToken(token)}, ${visitor.userAgent?.slice(0, USER_AGENT_LENGTH_MAX) ?? null},
      ${visitor.address}, make_interval(days => ${SESSION_DAYS})) as "isOpen"`);
  return row?.isOpen ? token : null;
}

/** Who holds this token; null when the session ended, was idle for too long, or the user was disabled. */
export async function findSession(token: string): Promise<Member | null> {
  const [row] = await getDatabase().db.execute(
    sql`select * from door.find_session(${hashToken(token)}, make_interval(hours => ${SESSION_IDLE_HOURS}))`,
  );
  return row ? memberSchema.parse(row) : null;
}

/** Ends a session at once. */
export async function closeSession(token: string): Promise<void> {
  await getDatabase().db.execute(sql`select door.close_session(${hashToken(token)})`);
}

export type SessionView = { id: string; userAgent: string | null; createdAt: Date; lastSeenAt: Date };

/** Where a user is signed in now, the last used first. */
export function listSessions(tx: Transaction, userId: string): Promise<SessionView[]> {
  const { id, userAgent, createdAt, lastSeenAt, expiresAt } = sessions;
  return tx
    .select({ id, userAgent, createdAt, lastSeenAt })
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, userId),
        gt(expiresAt, sql`now()`),
        gt(lastSeenAt, sql`now() - make_interval(hours => ${SESSION_IDLE_HOURS})`),
      ),
    )
    .orderBy(desc(lastSeenAt));
}

/** Ends one session of a user, for example on a lost telephone. Says whether there was one. */
export async function revokeSession(tx: Transaction, { userId, id }: { userId: string; id: string }): Promise<boolean> {
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), eq(sessions.id, id)))
    .returning({ id: sessions.id });
  return ended.length > 0;
}

/** Ends all sessions of a user, or all but one. */
export async function revokeSessions(
  tx: Transaction,
  { userId, except }: { userId: string; except?: string },
): Promise<void> {
  await tx.delete(sessions).where(and(eq(sessions.userId, userId), except ? ne(sessions.id, except) : undefined));
}

function hashToken(token: string) {
  return createHash("sha256").update(token).digest();
}
