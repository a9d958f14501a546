import { findMade } from "../find-made";
import { hasIdentifier } from "../identifier-hits";
import { isSameText } from "../is-same-text";
import { listIdentifiers } from "../list-identifiers";
import { orNull } from "../or-null";
import { isMadeSince } from "../request-time";
import { toHalfDone } from "../to-half-done";
import type {
  ContactValues,
  CreateAttempt,
  CreateContactInput,
  CrmContact,
  CrmRecordRef,
  CrmSession,
  Identifier,
} from "../types";
import type { ApiContact } from "./api-types";
import {
  toContact,
  toContactChange,
  toContactName,
  toContactUrl,
  toIsoTime,
  toNewContact,
  toText,
} from "./mapper-contacts";
import { listSearchTexts } from "./search-texts";
import type { Account } from "./session";

type Contacts = Pick<CrmSession, "findContacts" | "getContact" | "createContact" | "updateContact"> & {
  getApiContact(id: string): Promise<ApiContact | null>;
  findCreatedContact(input: CreateContactInput, attempt?: CreateAttempt): Promise<CrmRecordRef | null>;
};

/** What a session does with contacts. Their notes are records of their own, written after them. */
export function createContacts({ client, origin, getDirectory }: Account): Contacts {
  async function search(identifier: Identifier): Promise<ApiContact[]> {
    const found = new Map<number, ApiContact>();
    for (const text of listSearchTexts(identifier)) {
      for (const contact of (await client.searchContacts(text)).filter(isThere)) found.set(contact.id, contact);
    }
    return [...found.values()].filter((contact) => hasIdentifier(toContact(contact, origin), identifier));
  }

  async function findContacts(identifier: Identifier): Promise<CrmContact[]> {
    return (await search(identifier)).map((contact) => toContact(contact, origin));
  }

  async function getApiContact(id: string) {
    const contact = await orNull(client.getContact(id));
    return contact && isThere(contact) ? contact : null;
  }

  /** Adds the note unless it is there, as it is when a write is repeated. */
  async function addNote(contactId: string, { note }: ContactValues) {
    const text = toText(note);
    if (text === undefined) return;
    const notes = await client.listNotes(contactId);
    const isNoted = notes.some(({ params }) => params && !Array.isArray(params) && isSameText(params.text, text));
    if (!isNoted) await client.createNote(contactId, text);
  }

  /** The newest with a phone or e-mail of the contact; where it has none, the newest of its name with neither. Search may lag. */
  async function findAmongNewest({ values, requestId }: CreateContactInput, attempt?: CreateAttempt) {
    const identifiers = listIdentifiers(values);
    const name = toContactName(values);
    const newest = (await client.listNewestContacts()).filter((contact) => isThere(contact));
    const same = newest.filter((contact) => {
      const known = toContact(contact, origin);
      if (identifiers.length > 0) return identifiers.some((identifier) => hasIdentifier(known, identifier));
      const isBare = listIdentifiers({ phone: known.phones, email: known.emails }).length === 0;
      return isBare && isSameText(contact.name, name);
    });
    return findMade(same, { requestId, createdAtOf, attempt });
  }

  /** Whoever holds a phone or e-mail of the contact, and is not older than the request. */
  async function findByIdentifiers({ values, requestId }: CreateContactInput) {
    for (const identifier of listIdentifiers(values)) {
      const contact = (await search(identifier)).find((found) => isMadeSince(requestId, createdAtOf(found)));
      if (contact) return contact;
    }
    return undefined;
  }

  return {
    findContacts,
    getApiContact,
    async getContact(id) {
      const contact = await getApiContact(id);
      return contact && toContact(contact, origin);
    },
    async createContact(input) {
      const { fields } = await getDirectory(input.values);
      const { id } = await client.createContact(toNewContact(input, fields));
      const note = toText(input.values.note);
      if (note !== undefined) await afterCreation(client.createNote(String(id), note));
      return { id: String(id), url: toContactUrl(id, origin) };
    },
    async findCreatedContact(input, attempt) {
      const contact = (await findAmongNewest(input, attempt)) ?? (await findByIdentifiers(input));
      if (!contact) return null;
      await addNote(String(contact.id), input.values);
      return { id: String(contact.id), url: toContactUrl(contact.id, origin) };
    },
    async updateContact(id, values) {
      const { fields } = await getDirectory(values);
      const addsToLists = "phone" in values || "email" in values;
      const current = addsToLists ? await client.getContact(id) : null;
      const change = toContactChange(values, { current, fields });
      if (Object.keys(change).length > 0) await client.updateContact(id, change);
      await addNote(id, values);
    },
  };
}

const createdAtOf = ({ created_at }: ApiContact) => toIsoTime(created_at);

/** Records that were deleted are kept for a time. */
export function isThere({ is_deleted }: { is_deleted?: boolean }): boolean {
  return is_deleted !== true;
}

/** What fails once a record is made leaves the outcome of the whole unknown, so that nobody makes a second record. */
async function afterCreation(work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    throw toHalfDone(error);
  }
}
