import type { CrmError } from "../error";
import { hasIdentifier } from "../identifier-hits";
import { listIdentifiers } from "../list-identifiers";
import { orNull } from "../or-null";
import { refuseTooEarly } from "../refuse-too-early";
import { toHalfDone } from "../to-half-done";
import type {
  ContactValues,
  CreateAttempt,
  CreateContactInput,
  CrmContact,
  CrmDirectory,
  CrmField,
  CrmRecordRef,
  Identifier,
} from "../types";
import type { Access } from "./access";
import type { ApiRecord } from "./api-types";
import { isEmailTaken, listRefused } from "./contact-refusals";
import { findUnderName } from "./find-under-name";
import { toContact, toRef } from "./mapper";
import { keepsRequestIds, listPropertyNames, MORE_EMAILS, REQUEST_ID_PROPERTY } from "./mapper-fields";
import { EMAIL_SLOTS, isEmail, PHONE_SLOTS, placeEmails, placePhones, toList } from "./mapper-people";
import { type ContactChange, toContactChange, toNewContact } from "./mapper-writes";
import { createNoteCalls } from "./note-calls";
import { SEARCH_LAG_SECONDS } from "./search-lag";
import { toPhoneSearches } from "./search-phones";

/** Fields whose values are only ever added to. */
const ADDED = ["phone", "email", "note"];

const PEOPLE_PROPERTIES = [...PHONE_SLOTS, ...EMAIL_SLOTS];

/** Contacts: found by what people are known by, made once, and only ever added to. */
export function createContactCalls({ client, readDirectory, readAccount }: Access) {
  const notes = createNoteCalls(client);

  async function readContact(id: string, idProperty?: string): Promise<CrmContact | null> {
    const directory = await readDirectory();
    const properties = toReadNames(directory);
    const record = await orNull(client.getRecord("contacts", id, { properties, idProperty }));
    return record && toContact(record, { directory, account: await readAccount([record]) });
  }

  /** An address is looked up as the contact's own, which is seen at once, and then by search among the others. */
  async function findByEmail(email: string) {
    const contact = await readContact(email, "email");
    if (contact) return [contact];
    const filter = { propertyName: MORE_EMAILS, operator: "CONTAINS_TOKEN", value: email } as const;
    return readHits(await client.searchContacts([filter], PEOPLE_PROPERTIES));
  }

  async function findByPhone(phone: string) {
    const searches = toPhoneSearches(phone).map((filters) => client.searchContacts(filters, PEOPLE_PROPERTIES));
    return readHits((await Promise.all(searches)).flat());
  }

  /** The hits as they are now: what search gives may be of a minute ago. */
  async function readHits(hits: readonly ApiRecord[]) {
    const ids = [...new Set(hits.map(({ id }) => id))];
    if (ids.length === 0) return [];
    const directory = await readDirectory();
    const records = await client.listRecords("contacts", ids, toReadNames(directory));
    const account = await readAccount(records);
    return records.map((record) => toContact(record, { directory, account }));
  }

  async function find(identifier: Identifier): Promise<CrmContact[]> {
    const { kind, value } = identifier;
    const contacts = await (kind === "email" ? findByEmail(value) : findByPhone(value));
    return contacts.filter((contact) => hasIdentifier(contact, identifier));
  }

  async function create(input: CreateContactInput): Promise<CrmRecordRef> {
    const { fields } = await readDirectory();
    const change = toContactChange(input.values, fields);
    const { properties, left } = placePeople(change, {});
    const { [MORE_EMAILS]: moreEmails, ...first } = properties;
    let made: { record: ApiRecord; unsaved: string[] };
    try {
      made = await makeRecord(first, input, fields);
    } catch (error) {
      return await joinExisting(error, input);
    }
    const { record, unsaved } = made;
    try {
      const more = moreEmails ? await setProperties(record.id, { [MORE_EMAILS]: moreEmails }, change) : [];
      await notes.add(record.id, toNotes(change, [...left, ...unsaved, ...more]));
    } catch (error) {
      throw toHalfDone(error);
    }
    return toRef("contacts", record, { account: await readAccount([record]) });
  }

  /** Makes the contact, without the phone or e-mail for the sake of which HubSpot refuses it; an e-mail that is taken is another matter. */
  async function makeRecord(properties: Record<string, string>, input: CreateContactInput, fields: CrmField[]) {
    const send = (those: Record<string, string>) => client.createRecord("contacts", toNewContact(those, input, fields));
    try {
      return { record: await send(properties), unsaved: [] };
    } catch (error) {
      const refused = isEmailTaken(error) ? [] : listRefused(error, properties);
      if (refused.length === 0) throw error;
      const record = await send(omit(properties, refused));
      return { record, unsaved: refused.flatMap((slot) => properties[slot] ?? []) };
    }
  }

  /** Somebody else made a contact with this e-mail a moment ago: what is empty there is filled, and it is the lead's contact. */
  async function joinExisting(error: unknown, input: CreateContactInput): Promise<CrmRecordRef> {
    if (!isEmailTaken(error)) throw error;
    const existing = await findTaken(error, toList(input.values.email));
    if (!existing) throw error;
    const empty = Object.keys(input.values).filter(
      (key) => existing.values[key] === undefined && !isNamed(key, existing),
    );
    await update(existing.id, {
      ...pick(input.values, [...empty, ...ADDED]),
      ...(input.responsibleId && existing.responsibleId === null && { responsible: input.responsibleId }),
    });
    return { id: existing.id, url: existing.url };
  }

  /** By the id that HubSpot names, unless that was long enough to be taken for a phone and hidden; else by the e-mails. */
  async function findTaken(error: CrmError, emails: readonly string[]): Promise<CrmContact | null> {
    const id = /Existing ID:\s*(\d+)/i.exec(error.message)?.[1];
    const named = id ? await readContact(id) : null;
    if (named) return named;
    for (const value of emails) {
      const [contact] = await find({ kind: "email", value: value.toLowerCase() });
      if (contact) return contact;
    }
    return null;
  }

  async function update(id: string, values: ContactValues): Promise<void> {
    const { fields } = await readDirectory();
    const change = toContactChange(values, fields);
    const hasPeople = change.phones.length > 0 || change.emails.length > 0;
    const current = hasPeople ? await client.getRecord("contacts", id, { properties: PEOPLE_PROPERTIES }) : null;
    const { properties, left } = placePeople(change, current?.properties ?? {});
    const unsaved = await setProperties(id, properties, change);
    await notes.addMissing(id, toNotes(change, [...left, ...unsaved]));
  }

  /** Sets the properties; phones and e-mails that HubSpot does not take, such as those of another contact, are left out and given back. */
  async function setProperties(id: string, properties: Record<string, string>, { emails }: ContactChange) {
    try {
      if (Object.keys(properties).length > 0) await client.updateRecord("contacts", id, properties);
      return [];
    } catch (error) {
      const refused = listRefused(error, properties);
      if (refused.length === 0) throw error;
      const others = omit(properties, refused);
      if (Object.keys(others).length > 0) await client.updateRecord("contacts", id, others);
      const added = refused.flatMap((slot) => properties[slot]?.split(";") ?? []);
      const phones = refused.flatMap((slot) =>
        PHONE_SLOTS.some((own) => own === slot) ? (properties[slot] ?? []) : [],
      );
      return [...phones, ...emails.filter((text) => added.includes(text.toLowerCase()))];
    }
  }

  /** By the id of the request, which is seen at once, or by what the person is known by; what is missing is made up for. */
  async function findCreated(input: CreateContactInput, attempt?: CreateAttempt): Promise<CrmRecordRef | null> {
    const { fields } = await readDirectory();
    const contact = keepsRequestIds("contact", fields)
      ? await readContact(input.requestId, REQUEST_ID_PROPERTY)
      : await findByPerson(input, attempt);
    if (!contact) return null;
    await update(contact.id, pick(input.values, ADDED));
    return { id: contact.id, url: contact.url };
  }

  /** An e-mail is looked up at once; all else is searched for, which may be too early. */
  async function findByPerson(input: CreateContactInput, attempt?: CreateAttempt): Promise<CrmContact | null> {
    const identifiers = listIdentifiers(input.values);
    const contact = await (identifiers.length > 0 ? findNewest(identifiers) : findNameless(input, attempt));
    const isSearched = identifiers.every(({ kind }) => kind !== "email");
    if (!contact && isSearched) refuseTooEarly({ provider: "hubspot", attempt, lagSeconds: SEARCH_LAG_SECONDS });
    return contact;
  }

  async function findNewest(identifiers: readonly Identifier[]): Promise<CrmContact | null> {
    for (const identifier of identifiers) {
      const contacts = await find(identifier);
      const newest = contacts.toSorted((a, b) => Number(b.id) - Number(a.id))[0];
      if (newest) return newest;
    }
    return null;
  }

  async function findNameless(input: CreateContactInput, attempt?: CreateAttempt): Promise<CrmContact | null> {
    const { fields } = await readDirectory();
    const { properties } = placePeople(toContactChange(input.values, fields), {});
    const names = toNewContact(properties, input, fields).properties;
    const id = await findUnderName(client, { names, requestId: input.requestId, attempt });
    return id === null ? null : readContact(id);
  }

  return { find, get: (id: string) => readContact(id), create, update, findCreated };
}

function toReadNames({ fields }: CrmDirectory) {
  return [...new Set([...listPropertyNames("contact", fields), ...PEOPLE_PROPERTIES])];
}

function placePeople({ properties, phones, emails }: ContactChange, current: ApiRecord["properties"]) {
  const placedPhones = placePhones(current, phones);
  // One that is none would fail the whole contact.
  const placedEmails = placeEmails(current, emails.filter(isEmail));
  return {
    properties: { ...properties, ...placedPhones.properties, ...placedEmails.properties },
    left: [...placedPhones.left, ...placedEmails.left, ...emails.filter((email) => !isEmail(email))],
  };
}

/** The note, and one of its own for phones and e-mails that the contact has no room for. */
function toNotes({ note }: ContactChange, left: readonly string[]) {
  return [...(note ? [note] : []), ...(left.length > 0 ? [`Інші контакти: ${left.join(", ")}`] : [])];
}

/** The parts of a name are not filled in where the contact has a name. */
function isNamed(key: string, { values }: CrmContact) {
  return ["name", "firstName", "lastName"].includes(key) && values.name !== undefined;
}

function omit(properties: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name)));
}

function pick(values: ContactValues, keys: readonly string[]): ContactValues {
  return Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key)));
}
