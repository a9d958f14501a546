import "server-only";
import { eq } from "drizzle-orm";
import { auditLog, users } from "@/db/schema";
import { withAccount } from "@/db/with-account";
import { hashPassword, verifyPassword } from "./password";
import { findPasswordProblem, type PasswordProblem } from "./password-rules";
import type { ChangePasswordValues } from "./schema";
import { type Member, openSession, revokeSessions, type Visitor } from "./sessions";
import { forgiveAttempt, takeAttempt } from "./throttle";

/** Changes what a user says of themselves. */
export async function updateProfile(member: Member, values: { name?: string; locale?: string }): Promise<void> {
  await withAccount(member.accountId, (tx) => tx.update(users).set(values).where(eq(users.id, member.userId)));
}

export type ChangePasswordResult =
  | { ok: true; token: string }
  | { ok: false; reason: "wrong_password" }
  | { ok: false; reason: "throttled"; retryAfterSeconds: number }
  | { ok: false; reason: "weak_password"; problem: PasswordProblem };

/**
 * Gives a user another password when they know the present one. All their sessions end, this one too: the token that comes
 * back belongs to a new one.
 */
export async function changePassword(
  member: Member,
  { current, next }: ChangePasswordValues,
  visitor: Visitor,
): Promise<ChangePasswordResult> {
  const problem = findPasswordProblem({ password: next, known: [member.name, member.email, member.accountName] });
  if (problem) return { ok: false, reason: "weak_password", problem };

  const attempt = { email: member.email, address: visitor.address };
  const retryAfterSeconds = await takeAttempt(attempt);
  if (retryAfterSeconds > 0) return { ok: false, reason: "throttled", retryAfterSeconds };
  if (!(await isPasswordOf(member, current))) return { ok: false, reason: "wrong_password" };
  await forgiveAttempt(attempt);

  const passwordHash = await hashPassword(next);
  await withAccount(member.accountId, async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, member.userId));
    await revokeSessions(tx, { userId: member.userId });
    await tx.insert(auditLog).values({
      accountId: member.accountId,
      userId: member.userId,
      action: "user.password_changed",
      detail: { address: visitor.address },
    });
  });
  const token = await openSession(member.userId, visitor);
  if (!token) throw new Error("The session after the change of password did not open.");
  return { ok: true, token };
}

async function isPasswordOf(member: Member, password: string) {
  const [user] = await withAccount(member.accountId, (tx) =>
    tx.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, member.userId)),
  );
  return verifyPassword(password, user?.passwordHash ?? null);
}
