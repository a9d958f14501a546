import { z } from "zod";

const claimsSchema = z.object({
  exp: z.number().optional().catch(undefined),
  base_domain: z.string().optional().catch(undefined),
  api_domain: z.string().optional().catch(undefined),
});

/** What a long-lived token says of itself. Its signature is the CRM's to check. */
type TokenClaims = {
  /** ISO 8601. */
  endsAt: string | null;
  /** Hosts of the service that issued it. */
  domains: string[];
};

/** Reads the claims of a token that is a JWT; one of another kind says nothing. */
export function readTokenClaims(token: string): TokenClaims {
  const { exp, base_domain, api_domain } = claimsSchema.safeParse(readPayload(token)).data ?? {};
  const endsAt = exp === undefined ? null : new Date(exp * 1000);
  return {
    endsAt: endsAt && !Number.isNaN(endsAt.getTime()) ? endsAt.toISOString() : null,
    domains: [base_domain, api_domain].flatMap((domain) => (domain ? [domain.toLowerCase()] : [])),
  };
}

function readPayload(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
