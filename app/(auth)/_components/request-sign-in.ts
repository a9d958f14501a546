import { signIn } from "next-auth/react";
import type { SignInValues } from "@/lib/auth/schema";

export type SignInFailure =
  | { ok: false; reason: "wrong" | "unexpected" }
  | { ok: false; reason: "throttled"; retryAfterSeconds: number };

/** Asks NextAuth to sign in, and puts its answer into our words. */
export async function requestSignIn({ email, password }: SignInValues): Promise<{ ok: true } | SignInFailure> {
  try {
    const answer = await signIn("credentials", { email, password, redirect: false });
    if (answer?.ok && !answer.error) return { ok: true };
    const seconds = /^throttled:(\d+)$/.exec(answer?.error ?? "")?.[1];
    if (seconds) return { ok: false, reason: "throttled", retryAfterSeconds: Number(seconds) };
    return { ok: false, reason: answer?.error === "CredentialsSignin" ? "wrong" : "unexpected" };
  } catch {
    // The server could not be reached; what was typed stays in the form.
    return { ok: false, reason: "unexpected" };
  }
}
