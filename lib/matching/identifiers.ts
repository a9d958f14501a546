import type { Identifier } from "@/lib/crm/types";

/**
 * What a person is looked for by, in the order that decides a conflict: the standardised phone, then the e-mail.
 * Expects values that are standardised already; none of the two gives an empty list.
 */
export function identifiersOf(found: { phone: string | null; email: string | null }): Identifier[] {
  const identifiers: Identifier[] = [];
  if (found.phone) identifiers.push({ kind: "phone", value: found.phone });
  if (found.email) identifiers.push({ kind: "email", value: found.email });
  return identifiers;
}

/**
 * One key for each identifier of a person within a connection, in the identifiers' order. Leads that share a key are one
 * person's and are processed one at a time.
 *
 * @example personKeys("c1", [{ kind: "phone", value: "+380671234567" }]) // => ["c1:phone:+380671234567"]
 */
export function personKeys(connectionId: string, identifiers: readonly Identifier[]): string[] {
  return identifiers.map(({ kind, value }) => `${connectionId}:${kind}:${value}`);
}
