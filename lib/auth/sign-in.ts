import "server-only";
import { sql } from "drizzle-orm";
import { getDatabase } from "@/db";
import { log } from "@/lib/log";
import { verifyPassword } from "./password";
import type { SignInValues } from "./schema";
import { openSession, type Visitor } from "./sessions";
import { forgiveAttempt, takeAttempt } from "./throttle";

export type SignInResult =
  | { ok: true; userId: string; token: string; locale: string }
  | { ok: false; reason: "wrong" }
  | { ok: false; reason: "throttled"; retryAfterSeconds: number };

/**
 * Checks an e-mail and a password and opens a session. An unknown e-mail, a wrong password and a disabled user are the same
 * answer after the same time.
 */
export async function signIn({ email, password }: SignInValues, visitor: Visitor): Promise<SignInResult> {
  const attempt = { email, address: visitor.address };
  const retryAfterSeconds = await takeAttempt(attempt);
  if (retryAfterSeconds > 0) return { ok: false, reason: "throttled", retryAfterSeconds };

  const credentials = await findCredentials(email);
  const isRight = await verifyPassword(password, credentials?.password_hash ?? null);
  const token = credentials && isRight ? await openSession(credentials.user_id, visitor) : null;
  if (!credentials || !token) {
    recordFailure(email, visitor.address);
    return { ok: false, reason: "wrong" };
  }

  await forgiveAttempt(attempt);
  return { ok: true, userId: credentials.user_id, token, locale: credentials.locale };
}

/** Not waited for: only somebody's e-mail leads to a row, and the time that takes would give it away. */
function recordFailure(email: string, address: string) {
  getDatabase()
    .db.execute(sql`select door.record_failed_sign_in(${email}, ${address})`)
    .catch((err: unknown) => log.error({ err }, "failed sign-in not recorded"));
}

type Credentials = { user_id: string; password_hash: string; is_disabled: boolean; locale: string };

async function findCredentials(email: string): Promise<Credentials | null> {
  const [row] = await getDatabase().db.execute<Credentials>(sql`select * from door.find_credentials(${email})`);
  return row ?? null;
}
