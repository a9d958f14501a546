import "server-only";
import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { getEnv } from "@/lib/env";
import { SESSION_DAYS } from "./session-limits";

export const SESSION_SECONDS = SESSION_DAYS * 24 * 60 * 60;

/** Name and flags of the cookies of sign-in; over https only this very host can set them. */
export function authCookie(name: string) {
  const isSecure = getEnv().APP_URL.startsWith("https:");
  return {
    name: `${isSecure ? "__Host-" : ""}leadbox_${name}`,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure } as const,
  };
}

/** The session's token from this request's cookie, or null. Whether it still opens anything, only the database knows. */
export async function readSessionToken(): Promise<string | null> {
  const cookie = (await cookies()).get(authCookie("session").name);
  if (!cookie) return null;
  try {
    const payload = await decode({ token: cookie.value, secret: getEnv().NEXTAUTH_SECRET });
    return typeof payload?.sessionToken === "string" ? payload.sessionToken : null;
  } catch {
    // Expired, or sealed by another secret: the browser signs in anew.
    return null;
  }
}

/** Gives the browser another session, for example after a change of password. */
export async function writeSessionToken(userId: string, sessionToken: string): Promise<void> {
  const { name, options } = authCookie("session");
  const value = await encode({
    token: { sub: userId, sessionToken },
    secret: getEnv().NEXTAUTH_SECRET,
    maxAge: SESSION_SECONDS,
  });
  (await cookies()).set(name, value, { ...options, maxAge: SESSION_SECONDS });
}
