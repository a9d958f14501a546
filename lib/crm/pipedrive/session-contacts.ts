import { findMade } from "../find-made";
import { hasIdentifier } from "../identifier-hits";
import { listIdentifiers } from "../list-identifiers";
import { orNull } from "../or-null";
import { toHalfDone } from "../to-half-done";
import type {
  ContactValues,
  CreateAttempt,
  CreateContactInput,
  CrmContact,
  CrmDirectory,
  CrmRecordRef,
  Identifier,
} from "../types";
import type { ApiPerson } from "./api-types";
import type { PipedriveClient } from "./client";
import { needsPerson, toContact, toNewPerson, toPersonChange, toPersonUrl, toReachable } from "./mapper-person";
import { toId, toText } from "./mapper-values";
import { addMissingNote, addNote } from "./notes";
import { toPersonSearches } from "./person-searches";

/** More people than this with one phone are an office: the newest of them are read. */
const CONTACTS_MAX = 20;

/** The part of a session that is about people. */
export function openContacts(client: PipedriveClient, getDirectory: () => Promise<CrmDirectory>) {
  /** A deleted person is gone, whether Pipedrive says so by 404 or marks the record [K: not confirmed which]. */
  async function getContact(id: string) {
    const person = await orNull(client.getPerson(id));
    return person && person.is_deleted !== true ? toContact(person, await getDirectory()) : null;
  }

  /** Hits are no whole persons, so that those which hold the identifier are read one by one. */
  async function findContacts(identifier: Identifier) {
    const hits = (await Promise.all(toPersonSearches(identifier).map(client.searchPersons))).flat();
    const right = hits.filter((hit) => hasIdentifier(toReachable(hit), identifier));
    const ids = [...new Set(right.map(({ id }) => id))].sort((a, b) => b - a).slice(0, CONTACTS_MAX);
    const contacts = await Promise.all(ids.map((id) => getContact(String(id))));
    return contacts.filter((contact): contact is CrmContact => contact !== null && hasIdentifier(contact, identifier));
  }

  /** The note is a record of its own: when it fails, the person is there already. */
  async function createContact(input: CreateContactInput) {
    const { id } = await client.createPerson(toNewPerson(input, await getDirectory()));
    const text = toText(input.values.note);
    if (text) {
      await addNote(client, { personId: id, text }).catch((error: unknown) => {
        throw toHalfDone(error);
      });
    }
    return toRef(id);
  }

  async function updateContact(id: string, values: ContactValues) {
    const person = needsPerson(values) ? await client.getPerson(id) : null;
    const change = toPersonChange(values, person, await getDirectory());
    if (Object.keys(change).length > 0) await client.updatePerson(id, change);
    const text = toText(values.note);
    const personId = toId(id);
    if (text && personId) await addMissingNote(client, { personId, text });
  }

  /** The person that an earlier try made, with the note that it may have left undone. */
  async function findCreatedContact(input: CreateContactInput, attempt?: CreateAttempt) {
    const identifiers = listIdentifiers(input.values);
    const personId = await (identifiers.length > 0 ? findHolder(identifiers) : findBare(input, attempt));
    if (personId === null) return null;
    const text = toText(input.values.note);
    if (text) await addMissingNote(client, { personId, text });
    return toRef(personId);
  }

  /** One with all the phones and e-mails: among the newest, since the search lags, or by the search when others came since. */
  async function findHolder(identifiers: Identifier[]) {
    const holdsAll = (contact: Pick<CrmContact, "phones" | "emails">) =>
      identifiers.every((identifier) => hasIdentifier(contact, identifier));

    const newest = await client.listNewestPersons();
    const person = newest.find((candidate) => candidate.is_deleted !== true && holdsAll(toPoints(candidate)));
    if (person) return person.id;
    const [first] = identifiers;
    const found = first && (await findContacts(first)).find(holdsAll);
    return toId(found?.id) ?? null;
  }

  /** One of whom nothing is known but the name: the newest of that name who has neither phone nor e-mail, and is not older than the request. */
  async function findBare(input: CreateContactInput, attempt?: CreateAttempt) {
    const { name } = toNewPerson(input, await getDirectory());
    const persons = await client.listNewestPersons();
    const same = persons.filter((one) => one.is_deleted !== true && one.name === name && isBare(toPoints(one)));
    const { requestId } = input;
    return (await findMade(same, { requestId, createdAtOf: (one) => one.add_time, attempt }))?.id ?? null;
  }

  async function toRef(id: number): Promise<CrmRecordRef> {
    return { id: String(id), url: toPersonUrl(id, await getDirectory()) };
  }

  return { findContacts, getContact, createContact, updateContact, findCreatedContact };
}

function isBare({ phones, emails }: Pick<CrmContact, "phones" | "emails">) {
  return listIdentifiers({ phone: phones, email: emails }).length === 0;
}

function toPoints({ phones, emails }: ApiPerson) {
  return toReachable({ phones: phones?.map(({ value }) => value), emails: emails?.map(({ value }) => value) });
}
