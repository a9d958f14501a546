import "server-only";
import { headers } from "next/headers";
import { getEnv } from "@/lib/env";
import type { Visitor } from "./sessions";

/** Where the request came from. */
export async function readVisitor(): Promise<Visitor> {
  const head = await headers();
  return {
    address: toClientAddress(head.get("x-forwarded-for"), { isProxyTrusted: getEnv().TRUST_PROXY }),
    userAgent: head.get("user-agent"),
  };
}

/**
 * The client's address. Behind a trusted proxy it is the last one in the header, which that proxy wrote; what stands before
 * it was sent by the client. Without a proxy the web server puts the address of the connection there.
 */
export function toClientAddress(forwardedFor: string | null, { isProxyTrusted }: { isProxyTrusted: boolean }): string {
  const addresses = (forwardedFor ?? "").split(",").map((address) => address.trim());
  const address = (isProxyTrusted ? addresses.at(-1) : addresses[0]) ?? "";
  return address.replace(/^::ffff:/, "").slice(0, 64) || "unknown";
}
