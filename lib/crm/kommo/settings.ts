import { z } from "zod";
import { isSameService, toAccountHost } from "./account-host";
import { readTokenClaims } from "./token-claims";

const TOKEN_LENGTH_MAX = 2000;

/** What the connection form of Kommo / amoCRM asks for: `address` becomes the host of the account. */
export const settingsSchema = z
  .object({
    address: z.string().transform((text, context) => {
      const host = toAccountHost(text);
      if (host) return host;
      context.addIssue({ code: "custom", message: "Not the address of an account" });
      return z.NEVER;
    }),
    // A token is copied over several lines, or with the word that stands before it in examples.
    token: z
      .string()
      .transform((text) => text.replace(/^\s*bearer\s/i, "").replace(/\s+/g, ""))
      .pipe(z.string().min(1).max(TOKEN_LENGTH_MAX))
      .meta({ secret: true }),
  })
  .superRefine(({ address, token }, context) => {
    if (readTokenClaims(token).domains.every((domain) => isSameService(domain, address))) return;
    context.addIssue({ code: "custom", path: ["address"], message: "The token is of another service" });
  });
