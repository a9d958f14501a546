import { createHmac } from "node:crypto";

/** The header `X-Inngest-Signature` for a body in canonical JSON. */
export function signRequest(
  canonicalBody: string,
  signingKey: string,
  nowSeconds = Math.floor(Date.now() / 1_000),
): string {
  const key = signingKey.replace(/^signkey-\w+-/, "");
  return `t=${nowSeconds}&s=${createHmac("sha256", key).update(`${canonicalBody}${nowSeconds}`).digest("hex")}`;
}
