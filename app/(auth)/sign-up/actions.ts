"use server";

import { unstable_rethrow } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { parseInput } from "@/lib/action";
import { findPasswordProblem } from "@/lib/auth/password-rules";
import { type SignUpValues, signUpSchema } from "@/lib/auth/schema";
import { signUp } from "@/lib/auth/sign-up";
import { takeAttempt } from "@/lib/auth/throttle";
import { readVisitor } from "@/lib/auth/visitor";
import type { ActionFailure } from "@/lib/errors";
import { log } from "@/lib/log";

export type SignUpResult = { ok: true } | ActionFailure | { ok: false; reason: "throttled"; retryAfterSeconds: number };

/**
 * Makes a user and their account. A taken e-mail gets the same answer after the same time: whether it was new, only the
 * sign-in that follows shows, to those who know its password.
 */
export async function register(values: SignUpValues): Promise<SignUpResult> {
  try {
    const parsed = await parseInput(signUpSchema, values);
    if (!parsed.ok) return parsed;
    const { name, email, password } = parsed.values;

    const problem = findPasswordProblem({ password, known: [name, email] });
    const t = await getTranslations("auth");
    if (problem) return { ok: false, reason: "invalid", fieldErrors: { password: t(`passwordProblems.${problem}`) } };

    const { address } = await readVisitor();
    const retryAfterSeconds = await takeAttempt({ email: `sign-up ${email}`, address });
    if (retryAfterSeconds > 0) return { ok: false, reason: "throttled", retryAfterSeconds };

    const accountName = t("signUp.accountName");
    await signUp(parsed.values, { locale: await getLocale(), accountName, address });
    return { ok: true };
  } catch (err) {
    unstable_rethrow(err);
    log.error({ err }, "sign-up failed");
    return { ok: false, reason: "unexpected" };
  }
}
