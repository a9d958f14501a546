import { isDeepStrictEqual } from "node:util";
import { CrmError } from "../error";
import { findMade } from "../find-made";
import { hasIdentifier } from "../identifier-hits";
import { listIdentifiers } from "../list-identifiers";
import { hasLines } from "../note-lines";
import { once } from "../once";
import { orNull } from "../or-null";
import { toEarliestCreation } from "../request-time";
import type {
  CreateAttempt,
  CreateContactInput,
  CreateTaskInput,
  CrmAccount,
  CrmConnector,
  CrmDirectory,
  CrmField,
  CrmRecordRef,
  CrmSession,
} from "../types";
import { withRecordPages } from "../with-record-pages";
import { createCards, type Wait } from "./cards";
import { createKeycrmClient, type KeycrmClient } from "./client";
import { toDeal } from "./mapper-cards";
import { listSpellings, toBuyerChange, toContact, toNewBuyer } from "./mapper-contacts";
import { toDirectory } from "./mapper-directory";
import { listCustomFields } from "./mapper-fields";
import { isLeadsOff, readError } from "./read-error";
import { type KeycrmSettings, settingsSchema, toLimits } from "./settings";
import { texts } from "./texts";
import { toIsoTime } from "./times";

/** KeyCRM: buyers as contacts, cards of pipelines as deals. Its Open API has no tasks and finds no cards by buyer. */
export const keycrm = createKeycrm();

/** `wait`: how KeyCRM is given time between a change and a look at it; for tests. */
export function createKeycrm({ wait }: { wait?: Wait } = {}): CrmConnector {
  return {
    provider: "keycrm",
    label: "KeyCRM",
    texts,
    settingsSchema,
    limits: toLimits(),
    readLimits: (settings) => toLimits(settingsSchema.parse(settings).requestsPerMinute),
    hosts: ["openapi.keycrm.app"],
    readError,
    connect(settings, http, known) {
      const parsed = settingsSchema.parse(settings);
      const client = createKeycrmClient(parsed.token, http);
      const getDirectory = once(async () => known ?? readDirectory(client, parsed));
      const getFields = async () => listCustomFields(await getDirectory(), "contact");
      const cards = createCards(client, { getDirectory, wait });
      const session: CrmSession = {
        isIdempotent: false,
        verify: () => verify(client),
        readDirectory: () => readDirectory(client, parsed),
        async findContacts(identifier) {
          const filter = identifier.kind === "phone" ? "buyer_phone" : "buyer_email";
          const buyers = await client.findBuyers(filter, listSpellings(identifier));
          const fields = await getFields();
          return buyers
            .map((buyer) => toContact(buyer, fields))
            .filter((contact) => hasIdentifier(contact, identifier));
        },
        async getContact(id) {
          const buyer = await orNull(client.getBuyer(id));
          return buyer && toContact(buyer, await getFields());
        },
        listActiveDeals: cards.listActive,
        async getDeal(id) {
          const card = await orNull(client.getCard(id));
          return card && toDeal(card, await getDirectory());
        },
        async findCreated({ kind, input }, attempt) {
          if (kind === "contact") return findBuyer(client, { input, attempt }, await getFields());
          if (kind === "deal") return cards.findCreated(input, attempt);
          return input.dealId
            ? cards.findTask(input.dealId, input)
            : findNote(client, input, await cards.toLine(input));
        },
        async createContact(input) {
          const { id } = await client.createBuyer(toNewBuyer(input, await getFields()));
          return { id, url: null };
        },
        async updateContact(id, values) {
          const buyer = await client.getBuyer(id);
          await client.updateBuyer(id, toBuyerChange(values, { buyer, fields: await getFields() }));
        },
        createDeal: cards.create,
        updateDeal: cards.update,
        async createTask(input) {
          if (input.dealId) return cards.createTask(input.dealId, input);
          return createNote(client, input, await cards.toLine(input));
        },
      };
      return withRecordPages(session, parsed);
    },
  };
}

/** The name of the account is not told; without pipelines there are no deals, which the customer has to know. */
async function verify(client: KeycrmClient): Promise<CrmAccount> {
  await client.probeUsers();
  const hasDeals = await orWithoutLeads(client.probePipelines());
  return {
    name: "KeyCRM",
    userName: null,
    url: null,
    notices: hasDeals ? [] : [{ code: "no_deals", detail: null }],
  };
}

async function readDirectory(client: KeycrmClient, settings: KeycrmSettings): Promise<CrmDirectory> {
  const users = await client.listUsers();
  const pipelines: Parameters<typeof toDirectory>[0]["pipelines"] = [];
  for (const pipeline of (await orWithoutLeads(client.listPipelines())) ?? []) {
    pipelines.push({ pipeline, statuses: await client.listStatuses(pipeline.id) });
  }
  const sources = await client.listSources();
  const buyerFields = await client.listFields("client");
  const cardFields = (await orWithoutLeads(client.listFields("lead"))) ?? [];
  return toDirectory({ users, pipelines, sources, buyerFields, cardFields }, settings);
}

/**
 * The newest buyer of that name whom no phone and no e-mail tells apart, and who is not older than the request. One that has some is
 * found by them, like any other.
 */
async function findBuyer(
  client: KeycrmClient,
  { input, attempt }: { input: CreateContactInput; attempt?: CreateAttempt },
  fields: Map<string, CrmField>,
) {
  const { full_name, phone = [] } = toNewBuyer(input, fields);
  const since = toEarliestCreation(input.requestId);
  if (listIdentifiers(input.values).length > 0 || !since) return null;
  const buyers = await client.listNewBuyers(since);
  const buyer = await findMade(
    buyers.filter(
      (one) => one.full_name === full_name && isDeepStrictEqual(one.phone, phone) && one.email.length === 0,
    ),
    { requestId: input.requestId, createdAtOf: (one) => toIsoTime(one.created_at), attempt },
  );
  return buyer ? { id: buyer.id, url: null } : null;
}

/** A task without a card is a line in the buyer's note. */
async function createNote(client: KeycrmClient, task: CreateTaskInput, line: string): Promise<CrmRecordRef> {
  const buyer = await client.getBuyer(task.contactId);
  await client.updateBuyer(task.contactId, toBuyerChange({ note: line }, { buyer, fields: new Map() }));
  return { id: task.contactId, url: null };
}

async function findNote(client: KeycrmClient, task: CreateTaskInput, line: string): Promise<CrmRecordRef | null> {
  const buyer = await orNull(client.getBuyer(task.contactId));
  return buyer && hasLines(buyer.note, line) ? { id: buyer.id, url: null } : null;
}

/** What was asked for, or null where pipelines are switched off in the account. */
async function orWithoutLeads<T>(answer: Promise<T>): Promise<T | null> {
  return answer.catch((error: unknown) => {
    if (error instanceof CrmError && isLeadsOff(error)) return null;
    throw error;
  });
}
