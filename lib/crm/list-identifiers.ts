import { normaliseEmail } from "@/lib/matching/normalise-email";
import { toE164 } from "./identifier-hits";
import { toTexts } from "./to-texts";
import type { ContactValues, Identifier } from "./types";

/**
 * What a contact can be found by and nobody else has: a phone that fits no country is kept as it was typed, and may be
 * everybody's or a part of other numbers.
 */
export function listIdentifiers({ phone, email }: ContactValues): Identifier[] {
  return [
    ...toTexts(phone).flatMap((text) => {
      const value = toE164(text);
      return value ? [{ kind: "phone" as const, value }] : [];
    }),
    ...toTexts(email).flatMap((text) => {
      const value = normaliseEmail(text);
      return value ? [{ kind: "email" as const, value }] : [];
    }),
  ];
}
