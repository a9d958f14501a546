import "server-only";
import { cookies } from "next/headers";
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { getEnv } from "@/lib/env";
import { LOCALE_COOKIE, toLocale } from "@/lib/i18n/locales";
import { log } from "@/lib/log";
import { signInSchema } from "./schema";
import { authCookie, SESSION_SECONDS } from "./session-cookie";
import { closeSession } from "./sessions";
import { signIn } from "./sign-in";
import { readVisitor } from "./visitor";

declare module "next-auth" {
  interface User {
    sessionToken: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    sessionToken: string;
  }
}

/**
 * How NextAuth signs in. Its cookie carries the user's id and the random token of a row in `sessions`, no more: who somebody
 * is, and whether they still are, is asked of the database on every request.
 */
export function getAuthOptions(): NextAuthOptions {
  return {
    secret: getEnv().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    cookies: {
      sessionToken: authCookie("session"),
      csrfToken: authCookie("csrf"),
      callbackUrl: authCookie("callback"),
    },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    providers: [
      Credentials({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (values) => {
          const parsed = signInSchema.safeParse(values);
          if (!parsed.success) return null;
          const result = await signIn(parsed.data, await readVisitor());
          if (!result.ok && result.reason === "throttled") throw new Error(`throttled:${result.retryAfterSeconds}`);
          if (!result.ok) return null;

          (await cookies()).set(LOCALE_COOKIE, toLocale(result.locale), {
            path: "/",
            sameSite: "lax",
            maxAge: 31_536_000,
          });
          return { id: result.userId, sessionToken: result.token };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sub: user.id, sessionToken: user.sessionToken } : token),
    },
    events: {
      signOut: async ({ token }) => closeSession(token.sessionToken),
    },
    logger: {
      error: (code, metadata) =>
        log.error({ code, err: metadata instanceof Error ? metadata : metadata.error }, "sign-in"),
      warn: (code) => log.debug({ code }, "sign-in"),
      debug: () => {},
    },
  };
}
