import type { CrmContact, CrmDeal, CrmSession, Identifier } from "@/lib/crm/types";
import type { Rules } from "@/lib/rules/schema";
import { type ContactChoice, chooseContact, type FoundContact } from "./choose-contact";

/** A contact that the connection made or matched before for one of the lead's identifiers. */
export type RememberedContact = { kind: Identifier["kind"]; contactId: string; dealId: string | null };

export type FoundMatch = ContactChoice & {
  /** Every open deal of the chosen contact, active by the rules or not. */
  openDeals: CrmDeal[];
  /** Remembered contacts that the CRM does not have any more. */
  goneContactIds: string[];
};

/** More contacts with one phone than anybody has a use for: the deals of the first ones are looked up. */
const CANDIDATES_MAX = 10;

/**
 * Finds the contact and the active deal that a lead belongs to: by phone, then by e-mail.
 *
 * What is remembered of an identifier stands in for the search, which may lag behind, as long as the CRM still has that
 * contact. The e-mail is looked for as well when the phone's contact does not hold it, since it may lead to another one.
 */
export async function findMatch({
  session,
  identifiers,
  remembered,
  rules,
}: {
  session: CrmSession;
  identifiers: readonly Identifier[];
  remembered: readonly RememberedContact[];
  rules: Pick<Rules, "activePipelineIds">;
}): Promise<FoundMatch> {
  const found: FoundContact[] = [];
  const goneContactIds = new Set<string>();

  for (const identifier of identifiers) {
    if (isHeldByAll(found, identifier)) continue;
    const contacts = await findByIdentifier(session, identifier, { remembered, found, goneContactIds });
    found.push(...contacts.map((contact) => ({ contact, foundBy: [identifier.kind] })));
  }

  const openDeals: Record<string, CrmDeal[]> = {};
  for (const { contact } of found.slice(0, CANDIDATES_MAX)) {
    openDeals[contact.id] ??= await listOpenDeals(session, contact.id, remembered);
  }
  const choice = chooseContact({ found, openDeals, rules });
  const deals = choice.contact ? (openDeals[choice.contact.id] ?? []) : [];
  return { ...choice, openDeals: deals, goneContactIds: [...goneContactIds] };
}

/** The contacts found by phone hold the e-mail too: it cannot lead anywhere else that matters. */
function isHeldByAll(found: readonly FoundContact[], { kind, value }: Identifier): boolean {
  return kind === "email" && found.length > 0 && found.every(({ contact }) => contact.emails.includes(value));
}

async function findByIdentifier(
  session: CrmSession,
  identifier: Identifier,
  {
    remembered,
    found,
    goneContactIds,
  }: { remembered: readonly RememberedContact[]; found: readonly FoundContact[]; goneContactIds: Set<string> },
): Promise<CrmContact[]> {
  const known = remembered.find(({ kind }) => kind === identifier.kind);
  if (known && !goneContactIds.has(known.contactId)) {
    const contact = await getContact(session, known.contactId, found);
    if (contact) return [contact];
    goneContactIds.add(known.contactId);
  }
  return session.findContacts(identifier);
}

async function getContact(session: CrmSession, id: string, found: readonly FoundContact[]) {
  return found.find(({ contact }) => contact.id === id)?.contact ?? (await session.getContact(id));
}

/** The contact's open deals, with the remembered one that the CRM's list may not show yet. */
async function listOpenDeals(
  session: CrmSession,
  contactId: string,
  remembered: readonly RememberedContact[],
): Promise<CrmDeal[]> {
  const deals = await session.listActiveDeals(contactId);
  const known = remembered.find((person) => person.contactId === contactId && person.dealId)?.dealId;
  if (!known || deals.some(({ id }) => id === known)) return deals;

  const deal = await session.getDeal(known);
  if (!deal?.isActive || deal.contactId !== contactId) return deals;
  const { isActive: _, ...open } = deal;
  return [...deals, open];
}
