import { hasIdentifier } from "../identifier-hits";
import type { CrmConnector, CrmCreate, CrmDirectory, CrmHttp, CrmSession, DealValues } from "../types";
import type { ApiContact } from "./api-types";
import { type BitrixClient, createBitrixClient } from "./client";
import { createDirectoryReader, readDirectory } from "./directory";
import { addsToHeld, toAccount, toContact, toContactChange, toNewContact, toRef } from "./mapper";
import { isTodoOf, toDeal, toDealChange, toNewDeal, toOwner, toPipelineId, toPlace, toTodo } from "./mapper-deals";
import { consent, tokens } from "./oauth";
import { listPhoneSpellings } from "./phone-spellings";
import { readError } from "./read-error";
import { type Access, settingsSchema, toAccess } from "./settings";
import { texts } from "./texts";

/** A portal of Bitrix24, in the cloud or on a server of the customer's own. */
export const bitrix24: CrmConnector = {
  provider: "bitrix24",
  label: "Bitrix24",
  texts,
  settingsSchema,
  // A bucket that holds 50 calls and loses two a second, shared by all who call the portal from our address.
  limits: {
    requestsPerSecond: 1.8,
    burst: 40,
    concurrent: 4,
    // Refused again and again, the bucket is kept full by others.
    usedUp: { afterRefusals: 5, pauseSeconds: 30 },
  },
  // Portals in the cloud have domains by country, and customers run their own under any name.
  hosts: "public",
  readError,
  tokens,
  consent,
  connect: (settings, http, directory) => openSession(toAccess(settings), http, directory),
};

function openSession(access: Access, http: CrmHttp, known: CrmDirectory | null): CrmSession {
  const { portalUrl } = access;
  const client = createBitrixClient(access, http);
  const getDirectory = createDirectoryReader(client, known);

  async function toContacts(contacts: ApiContact[]) {
    if (contacts.length === 0) return [];
    const directory = await getDirectory();
    return contacts.map((contact) => toContact(contact, { directory, portalUrl }));
  }

  return {
    // The CRM keeps the request's id, and does not refuse a second record with it.
    isIdempotent: false,
    verify: async () => toAccount({ ...(await client.getAccount()), portalUrl }),
    readDirectory: () => readDirectory(client),
    async findContacts(identifier) {
      const { kind, value } = identifier;
      const spellings = kind === "phone" ? listPhoneSpellings(value) : [value];
      const ids = await client.findContactIds(kind, spellings);
      const contacts = await toContacts(await client.listContacts(ids));
      return contacts.filter((contact) => hasIdentifier(contact, identifier));
    },
    async getContact(id) {
      const [contact] = await toContacts(await client.listContacts([id]));
      return contact ?? null;
    },
    async listActiveDeals(contactId) {
      const deals = await client.listOpenDeals(contactId);
      if (deals.length === 0) return [];
      const directory = await getDirectory();
      return deals.map((deal) => toDeal(deal, { contactId, directory, portalUrl })).filter(({ isActive }) => isActive);
    },
    async getDeal(id) {
      const deal = await client.findDeal(id);
      return deal && toDeal(deal, { directory: await getDirectory(), portalUrl });
    },
    findCreated: (create) => findCreated(create, { client, portalUrl }),
    async createContact(input) {
      const id = await client.addContact(toNewContact(input, await getDirectory()));
      return toRef("contact", { id, portalUrl });
    },
    async updateContact(id, values) {
      const [current = null] = addsToHeld(values) ? await client.listContacts([id]) : [];
      const fields = toContactChange(values, { current, directory: await getDirectory() });
      if (Object.keys(fields).length > 0) await client.updateContact(id, fields);
    },
    async createDeal(input) {
      const id = await client.addDeal(toNewDeal(input, await getDirectory()));
      return toRef("deal", { id, portalUrl });
    },
    updateDeal: async (id, values) => updateDeal({ id, values }, { client, directory: await getDirectory() }),
    async createTask(input) {
      const { id } = await client.addTodo(toTodo(input));
      return { id, url: toTaskUrl(input, portalUrl) };
    },
  };
}

async function findCreated(
  { kind, input }: CrmCreate,
  { client, portalUrl }: { client: BitrixClient; portalUrl: string },
) {
  if (kind !== "task") {
    const id = await client.findByOrigin(kind, input.requestId);
    return id === null ? null : toRef(kind, { id, portalUrl });
  }
  const { ownerTypeId, ownerId } = toOwner(input);
  const activities = await client.listNewestActivities(ownerTypeId, ownerId);
  const todo = activities.find((activity) => isTodoOf(input, activity));
  return todo ? { id: todo.ID, url: toTaskUrl(input, portalUrl) } : null;
}

/** A deal that changes its pipeline is moved by a call of its own: the usual update does not do it, and does not say so. */
async function updateDeal(
  { id, values }: { id: string; values: DealValues },
  { client, directory }: { client: BitrixClient; directory: CrmDirectory },
) {
  const { pipeline, stage, ...others } = values;
  const stageId = typeof stage === "string" && stage !== "" ? stage : null;
  const pipelineId = typeof pipeline === "string" && pipeline !== "" ? pipeline : stageId && toPipelineId(stageId);
  const isElsewhere = pipelineId !== null && (await isOutside(pipelineId, { id, client }));
  if (isElsewhere) {
    const place = toPlace({ pipelineId, stageId }, directory);
    // A pipeline that the directory does not know is refused in the CRM's own words.
    await client.moveDeal(id, place ?? { categoryId: Number(pipelineId) });
  }

  const fields = toDealChange(isElsewhere || !stageId ? others : { ...others, stage: stageId }, directory);
  if (Object.keys(fields).length > 0) await client.updateDeal(id, fields);
}

async function isOutside(pipelineId: string, { id, client }: { id: string; client: BitrixClient }) {
  const deal = await client.findDeal(id);
  return deal !== null && String(deal.CATEGORY_ID) !== pipelineId;
}

/** A to-do has no page of its own: it stands on the page of its record. */
function toTaskUrl({ contactId, dealId }: { contactId: string; dealId: string | null }, portalUrl: string) {
  const owner = dealId ? toRef("deal", { id: dealId, portalUrl }) : toRef("contact", { id: contactId, portalUrl });
  return owner.url;
}
