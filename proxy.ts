import { type NextRequest, NextResponse } from "next/server";
import { PATH_HEADER } from "@/lib/auth/path-header";
import { getEnv } from "@/lib/env";
import { contentSecurityPolicy, NONCE_HEADER, SECURITY_HEADERS } from "@/lib/security-headers";

/**
 * Gives every page its security headers and a nonce for its scripts. Webhooks, the public API, the worker's endpoint, the trial CRM and files
 * never come here: they are no pages, and each request here costs time.
 */
export function proxy(request: NextRequest) {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce, { isDevelopment: process.env.NODE_ENV === "development" });

  const head = new Headers(request.headers);
  head.set(NONCE_HEADER, nonce);
  head.set(PATH_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  // Next.js takes the nonce for its own scripts from here.
  head.set("content-security-policy", policy);

  const response = NextResponse.next({ request: { headers: head } });
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of SECURITY_HEADERS) response.headers.set(name, value);
  if (getEnv().APP_URL.startsWith("https:")) {
    response.headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  }
  return response;
}

export const config = {
  matcher: ["/((?!api/hooks/|api/inngest|api/trial-crm|api/v1/|_next/static|_next/image|favicon.ico|icon.svg).*)"],
};
