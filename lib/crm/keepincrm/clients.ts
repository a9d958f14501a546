import { CrmError } from "../error";
import { findMade } from "../find-made";
import { hasIdentifier } from "../identifier-hits";
import { isSameText } from "../is-same-text";
import { listIdentifiers } from "../list-identifiers";
import { orNull } from "../or-null";
import { toEarliestCreation } from "../request-time";
import type { CreateAttempt, CreateContactInput, CrmContact, CrmRecordRef, Identifier } from "../types";
import type { ApiClient } from "./api-types";
import { CLIENT_FILTERS, LISTS_ARE_WHOLE } from "./assumptions";
import type { KeepincrmClient } from "./client";
import { toClientName, toContact, toNeedle } from "./mapper-clients";

/** How clients are looked for, above the calls. */
export function createClients(client: KeepincrmClient) {
  /** Filters give near hits, and may give everybody: only those who hold the identifier are read whole. */
  async function findContacts(identifier: Identifier): Promise<CrmContact[]> {
    const hits = await lookThrough(listSearches(identifier.kind, toNeedle(identifier)));
    const near = hits.filter((hit) => hasIdentifier(toContact(hit), identifier));
    return (await readWhole(near)).map(toContact);
  }

  /**
   * A client with neither phone nor e-mail under the same name that is not older than the request, among those of the name and
   * among the newest. One with a phone or an e-mail is found by it like any other.
   */
  async function findCreated(
    { values, requestId }: CreateContactInput,
    attempt?: CreateAttempt,
  ): Promise<CrmRecordRef | null> {
    const earliest = toEarliestCreation(requestId);
    if (earliest === null || listIdentifiers(values).length > 0) return null;
    const name = toClientName(values);
    const hits = await lookThrough([...listSearches("name", name), () => client.listNewClients()]);
    const near = hits.filter(
      (hit) => isUnreachableNamed(hit, name) && !(Date.parse(hit.created_at ?? "") < earliest.getTime()),
    );
    const whole = (await readWhole(near)).filter((hit) => isUnreachableNamed(hit, name));
    const made = await findMade(whole, { requestId, createdAtOf: (one) => one.created_at, attempt });
    return made ? { id: made.id, url: null } : null;
  }

  function listSearches(known: keyof typeof CLIENT_FILTERS, text: string) {
    return CLIENT_FILTERS[known].map((filter) => () => client.searchClients(filter, text));
  }

  async function readWhole(hits: readonly ApiClient[]): Promise<readonly ApiClient[]> {
    if (LISTS_ARE_WHOLE) return hits;
    const whole = await Promise.all(hits.map(({ id }) => orNull(client.getClient(id))));
    return whole.flatMap((found) => found ?? []);
  }

  return { findContacts, findCreated };
}

function isUnreachableNamed({ person, company, phones, email }: ApiClient, name: string) {
  return isSameText(person || company, name) && listIdentifiers({ phone: phones }).length === 0 && !email;
}

/** What all ways to look give together. One that is refused is passed over, unless all of them are. */
async function lookThrough(looks: readonly (() => Promise<ApiClient[]>)[]): Promise<ApiClient[]> {
  const found = new Map<string, ApiClient>();
  const refusals: CrmError[] = [];
  for (const look of looks) {
    try {
      for (const hit of await look()) found.set(hit.id, hit);
    } catch (error) {
      if (!(error instanceof CrmError && error.kind === "reject")) throw error;
      refusals.push(error);
    }
  }
  if (refusals.length === looks.length) throw refusals[0];
  return [...found.values()];
}
