import type { AccountSql, Statement } from "@/db/account-sql";
import type { LeadWork } from "./lead-work";
import { hashIdentifier } from "./person-hash";

/**
 * Remembers which contact and deal the lead's identifiers belong to in this connection, so that the next lead of the person
 * finds them while the CRM's search lags. What is remembered already is left as it is.
 */
export function rememberPerson(
  sql: AccountSql,
  accountId: string,
  { prepared, connection, match, records }: Pick<LeadWork, "prepared" | "connection" | "match" | "records">,
): Statement[] {
  // An e-mail that is another contact's stays theirs.
  const own = prepared.identifiers.filter(({ kind }) => kind === "phone" || !match.hasConflict);
  if (!records.contact || own.length === 0) return [];
  const hashes = own.map((identifier) => hashIdentifier(identifier).toString("hex"));
  return [
    sql`
    insert into remembered_people (account_id, connection_id, identifier_hash, contact_id, deal_id)
    select ${accountId}, ${connection.id}, decode(hash, 'hex'), ${records.contact.id}, ${records.deal?.id ?? null}
    from unnest(${hashes}::text[]) as hash
    on conflict (connection_id, identifier_hash) do update
      set contact_id = excluded.contact_id, deal_id = excluded.deal_id, updated_at = now()
      where (remembered_people.contact_id, remembered_people.deal_id) is distinct from (excluded.contact_id, excluded.deal_id)`,
  ];
}
