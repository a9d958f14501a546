import { hasIdentifier } from "../identifier-hits";
import { orNull } from "../or-null";
import { toHalfDone } from "../to-half-done";
import type { ContactValues, CreateContactInput, CrmContact, CrmRecordRef, CrmSession, Identifier } from "../types";
import type { ApiContact } from "./api-types";
import { toContact, toContactChange, toContactUrl, toList, toNewContact, toText } from "./mapper-contacts";
import { listSearchTexts } from "./search-texts";
import type { Account } from "./session";

type Contacts = Pick<CrmSession, "findContacts" | "getContact" | "createContact" | "updateContact"> & {
  getApiContact(id: string): Promise<ApiContact | null>;
  findCreatedContact(input: CreateContactInput): Promise<CrmRecordRef | null>;
};

/** What a session does with contacts. Their notes are records of their own, written after them. */
export function createContacts({ client, origin, getDirectory }: Account): Contacts {
  async function findContacts(identifier: Identifier): Promise<CrmContact[]> {
    const found = new Map<string, CrmContact>();
    for (const text of listSearchTexts(identifier)) {
      for (const contact of (await client.searchContacts(text)).filter(isThere)) {
        found.set(String(contact.id), toContact(contact, origin));
      }
    }
    return [...found.values()].filter((contact) => hasIdentifier(contact, identifier));
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
    const isNoted = notes.some(({ params }) => params && !Array.isArray(params) && params.text === text);
    if (!isNoted) await client.createNote(contactId, text);
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
    /** Whoever holds a phone or e-mail of the contact: nobody did before it was created. */
    async findCreatedContact({ values }) {
      for (const identifier of listIdentifiers(values)) {
        const [contact] = await findContacts(identifier);
        if (!contact) continue;
        await addNote(contact.id, values);
        return { id: contact.id, url: contact.url };
      }
      return null;
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

/** Records that were deleted are kept for a time. */
export function isThere({ is_deleted }: { is_deleted?: boolean }): boolean {
  return is_deleted !== true;
}

function listIdentifiers({ phone, email }: ContactValues): Identifier[] {
  return [
    ...toList(phone).map((value) => ({ kind: "phone" as const, value })),
    ...toList(email).map((value) => ({ kind: "email" as const, value })),
  ];
}

/** What fails once a record is made leaves the outcome of the whole unknown, so that nobody makes a second record. */
async function afterCreation(work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    throw toHalfDone(error);
  }
}
