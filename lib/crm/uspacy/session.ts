import { listIdentifiers } from "../list-identifiers";
import { once } from "../once";
import { orNull } from "../or-null";
import { toTexts } from "../to-texts";
import type {
  CreateAttempt,
  CreateContactInput,
  CreateTaskInput,
  CrmDirectory,
  CrmRecordRef,
  CrmSession,
} from "../types";
import type { UspacyClient } from "./client";
import { findMadeContact, findMadeDeal } from "./find-made-record";
import {
  hasMoney,
  isSameTask,
  toContact,
  toContactChange,
  toDeal,
  toDealChange,
  toNewContact,
  toNewDeal,
  toNewTask,
} from "./mapper";
import { readUserEmail } from "./mapper-directory";
import { findPeople } from "./people";
import { readDirectory } from "./read-directory";

type Options = { client: UspacyClient; portal: string; email: string; directory: CrmDirectory | null };

/** One session with a portal. */
export function createUspacySession({ client, portal, email, directory }: Options): CrmSession {
  // Read once where it is not known yet: field types and stages are needed for nearly all.
  const getDirectory = once(async () => directory ?? readDirectory(client));

  const getContact = (id: string) =>
    orNull(client.getRecord("contacts", id).then(async (record) => toContact(record, await getDirectory())));

  const findContacts: CrmSession["findContacts"] = async (identifier) =>
    findPeople(identifier, { client, directory: await getDirectory(), readContact: getContact });

  /** Uspacy keeps no request ids: a contact of the same phone or e-mail is the one, as nobody else makes it meanwhile. */
  async function findCreatedContact(input: CreateContactInput, attempt?: CreateAttempt) {
    const { values } = input;
    if (listIdentifiers(values).length === 0) {
      return toRefOrNull(await findMadeContact(input, client, attempt));
    }
    for (const kind of ["phone", "email"] as const) {
      for (const value of toTexts(values[kind])) {
        const [contact] = await findContacts({ kind, value });
        if (contact) return toRef(contact.id);
      }
    }
    return null;
  }

  /** Among the newest activities, since only what was just made is looked for. */
  async function findCreatedTask(input: CreateTaskInput) {
    const task = toNewTask(input);
    const activities = await client.listNewActivities();
    const same = activities.find((activity) => isSameTask(activity, task, input));
    return toRefOrNull(same ?? null);
  }

  return {
    isIdempotent: false,
    async verify() {
      const users = await client.getUsers();
      const own = users.find((user) => readUserEmail(user)?.toLowerCase() === email.toLowerCase());
      const userName = [own?.firstName, own?.lastName].filter(Boolean).join(" ");
      return { name: portal, userName: userName || email, url: `https://${portal}` };
    },
    readDirectory: () => readDirectory(client),
    findContacts,
    getContact,
    async listActiveDeals(contactId) {
      const [records, known] = await Promise.all([client.listDealsOf(contactId), getDirectory()]);
      const open = records.filter((record) => toDeal(record, known).isActive);
      // The list may be short of fields.
      const whole = await Promise.all(open.map(({ id }) => orNull(client.getRecord("deals", id))));
      return whole
        .flatMap((record) => (record ? [toDeal(record, known, contactId)] : []))
        .filter((deal) => deal.isActive);
    },
    getDeal: (id) => orNull(client.getRecord("deals", id).then(async (record) => toDeal(record, await getDirectory()))),
    async findCreated({ kind, input }, attempt) {
      if (kind === "contact") return findCreatedContact(input, attempt);
      if (kind === "task") return findCreatedTask(input);
      return toRefOrNull(await findMadeDeal(input, { client, directory: await getDirectory() }, attempt));
    },
    createContact: async (input) =>
      toRef((await client.create("contacts", toNewContact(input, await getDirectory()))).id),
    async updateContact(id, values) {
      const current = await client.getRecord("contacts", id);
      const change = toContactChange(values, await getDirectory(), current);
      if (Object.keys(change).length > 0) await client.update("contacts", id, change);
    },
    createDeal: async (input) => toRef((await client.create("deals", toNewDeal(input, await getDirectory()))).id),
    async updateDeal(id, values) {
      const known = await getDirectory();
      const current = hasMoney(values, known) ? await client.getRecord("deals", id) : undefined;
      const { record, stageId } = toDealChange(values, known, current);
      if (Object.keys(record).length > 0) await client.update("deals", id, record);
      if (stageId) await client.moveDeal(id, stageId);
    },
    createTask: async (input) => toRef((await client.createActivity(toNewTask(input))).id),
  };
}

/** Where the pages of records are is not known, so there are no links to them. */
function toRef(id: string): CrmRecordRef {
  return { id, url: null };
}

function toRefOrNull(record: { id: string } | null): CrmRecordRef | null {
  return record && toRef(record.id);
}
