import { runAsAccount } from "@/db/account-sql";
import type { Identifier } from "@/lib/crm/types";
import type { RememberedContact } from "@/lib/matching/find-match";
import { hashIdentifier } from "./person-hash";

/** What a connection remembers by the hash of an identifier, in hex. */
export type RememberedRow = { hash: string; contactId: string; dealId: string | null };

/** The contacts that a connection remembers for these identifiers, phone first. */
export async function readRemembered({
  accountId,
  connectionId,
  identifiers,
}: {
  accountId: string;
  connectionId: string;
  identifiers: readonly Identifier[];
}): Promise<RememberedContact[]> {
  if (identifiers.length === 0) return [];
  const hashes = identifiers.map((identifier) => hashIdentifier(identifier).toString("hex"));
  const rows = await runAsAccount(accountId, (sql) => [
    sql<RememberedRow[]>`
      select encode(identifier_hash, 'hex') as hash, contact_id as "contactId", deal_id as "dealId"
      from remembered_people
      where connection_id = ${connectionId}
        and identifier_hash in (select decode(hash, 'hex') from unnest(${hashes}::text[]) as hash)`,
  ]);
  return toRemembered(identifiers, rows);
}

/** Brings what is remembered into the order of the identifiers. */
export function toRemembered(identifiers: readonly Identifier[], rows: readonly RememberedRow[]): RememberedContact[] {
  return identifiers.flatMap((identifier) => {
    const hash = hashIdentifier(identifier).toString("hex");
    return rows
      .filter((person) => person.hash === hash)
      .map(({ contactId, dealId }) => ({ kind: identifier.kind, contactId, dealId }));
  });
}
