import { isSameText } from "../is-same-text";
import { listIdentifiers } from "../list-identifiers";
import { once } from "../once";
import { toHalfDone } from "../to-half-done";
import { toTexts } from "../to-texts";
import type { ContactValues, CreateAttempt, CreateContactInput, CrmContact, CrmSession, Identifier } from "../types";
import { isRefusal, type ZohoAccount } from "./account";
import { DESCRIPTION_LENGTH_MAX } from "./constants";
import { findUnderName } from "./find-under-name";
import { toContact, toContactChange, toNewContact } from "./mapper-contact";
import { cutText, toTags } from "./mapper-values";
import { findPeople } from "./people";
import { hasRequestField } from "./record";

type Contacts = Pick<CrmSession, "findContacts" | "getContact" | "createContact" | "updateContact"> & {
  findCreatedContact(input: CreateContactInput, attempt?: CreateAttempt): ReturnType<CrmSession["findCreated"]>;
};

/** Contacts of one session, with the tags and notes that Zoho keeps beside them. */
export function createContacts(account: ZohoAccount): Contacts {
  const { client, lookUp, getDirectory, toRef } = account;

  async function getContact(id: string) {
    const record = await account.findRecord("Contacts", id);
    return record && toContact(record, await getDirectory(), account.crmOrigin);
  }

  async function findContacts(identifier: Identifier) {
    return findPeople(identifier, { client, lookUp, directory: await getDirectory(), readContact: getContact });
  }

  async function findSame(values: ContactValues): Promise<CrmContact | null> {
    for (const identifier of listIdentifiers(values)) {
      const [contact] = await findContacts(identifier);
      if (contact) return contact;
    }
    return null;
  }

  /** A note that is there already is not made again, so that a repeat makes one. */
  async function addTagsAndNote(id: string, values: ContactValues, { isNew }: { isNew: boolean }) {
    const tags = toTags(values.tags);
    if (tags.length > 0) await client.addTags("Contacts", id, tags);
    const note = cutText(toTexts(values.note).join("\n"), DESCRIPTION_LENGTH_MAX);
    if (note === "" || (!isNew && (await hasNote(id, note)))) return;
    await client.createNote("Contacts", id, note);
  }

  async function hasNote(id: string, text: string) {
    const notes = await client.listRelated("Contacts", { id, list: "Notes", fields: ["id", "Note_Content"] });
    return notes.some(({ Note_Content }) => isSameText(Note_Content, text));
  }

  async function updateContact(id: string, values: ContactValues) {
    const current = values.phone || values.email ? await account.findRecord("Contacts", id) : null;
    const change = toContactChange(values, await getDirectory(), current ?? { id });
    await account.update("Contacts", id, change);
    await addTagsAndNote(id, values, { isNew: false });
  }

  /** A unique e-mail or phone may be taken by a contact that search did not show yet: then the lead is that person's. */
  async function makeContact(input: CreateContactInput) {
    const findPerson = once(() => findSame(input.values));
    const isThere = async () => (await findPerson()) !== null;
    try {
      return await account.write("Contacts", toNewContact(input, await getDirectory()), { isThere });
    } catch (error) {
      const same = isRefusal(error) ? await findPerson() : null;
      if (!same) throw error;
      return { id: same.id, isDuplicate: true, isRepeated: false };
    }
  }

  /** By phones and e-mails, or by the name of somebody who has none. */
  async function findByPerson(input: CreateContactInput, attempt?: CreateAttempt): Promise<string | null> {
    const isReachable = listIdentifiers(input.values).length > 0;
    const id = isReachable
      ? ((await findSame(input.values))?.id ?? null)
      : await findUnderName(account, input, attempt);
    if (id === null) account.refuseUnseen(attempt);
    return id;
  }

  return {
    findContacts,
    getContact,
    updateContact,
    async createContact(input) {
      const { id, isDuplicate, isRepeated } = await makeContact(input);
      const finish = isDuplicate
        ? updateContact(id, pickAdded(input.values))
        : addTagsAndNote(id, input.values, { isNew: !isRepeated });
      await finish.catch((error: unknown) => {
        throw toHalfDone(error);
      });
      return toRef("Contacts", id);
    },
    async findCreatedContact(input, attempt) {
      const { fields } = await getDirectory();
      const id = hasRequestField(fields, "contact")
        ? await account.findByRequestId("Contacts", input.requestId)
        : await findByPerson(input, attempt);
      if (id === null) return null;
      await addTagsAndNote(id, input.values, { isNew: false });
      return toRef("Contacts", id);
    },
  };
}

/** What is added and replaces nothing: a duplicate was not compared with the lead before. */
function pickAdded(values: ContactValues): ContactValues {
  const added = ["phone", "email", "tags", "note"];
  return Object.fromEntries(Object.entries(values).filter(([key]) => added.includes(key)));
}
