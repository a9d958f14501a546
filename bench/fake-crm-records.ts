import type {
  ApiContact,
  ApiContactInput,
  ApiDeal,
  ApiDealInput,
  ApiTask,
  ApiTaskInput,
} from "@/lib/crm/trial/api-types";
import { mergeProperties, toPhoneKey, toSearchKeys } from "@/lib/trial-crm/check-properties";
import { SEED_FIELDS, SEED_PIPELINES, SEED_USERS } from "@/lib/trial-crm/seed-data";
import { toApiField, toApiPipeline, toApiUser } from "@/lib/trial-crm/to-answer";

export type FakeRecords = ReturnType<typeof createFakeRecords>;

/** What was made in a fake CRM, and how much of it was made twice. */
export type FakeStats = {
  calls: number;
  callsByOperation: Record<string, number>;
  contacts: number;
  deals: number;
  tasks: number;
  updates: number;
  /** Creates that came again with the same request id, and made nothing. */
  repeats: number;
  /** Contacts beyond the first of an identifier, and open deals beyond the first of a contact. */
  duplicates: { contacts: number; deals: number };
  /** Milliseconds since 1970. */
  lastWriteAt: number | null;
};

/** The records of a fake CRM, in memory. */
export function createFakeRecords() {
  const contacts = new Map<string, ApiContact>();
  const deals = new Map<string, ApiDeal>();
  const tasks = new Map<string, ApiTask>();
  const byRequest = new Map<string, ApiContact | ApiDeal | ApiTask>();
  const contactsByKey = new Map<string, string[]>();
  const dealsByContact = new Map<string, string[]>();
  const lastWriteByKey = new Map<string, number>();
  const callsByOperation: Record<string, number> = {};
  let updates = 0;
  let repeats = 0;
  let lastId = 0;
  let lastWriteAt: number | null = null;

  const collections = { contacts, deals, tasks };

  function noteWrite(contactId: string) {
    lastWriteAt = Date.now();
    for (const key of toSearchKeys(contacts.get(contactId)?.properties ?? {})) lastWriteByKey.set(key, lastWriteAt);
  }

  function index(contact: ApiContact) {
    for (const key of toSearchKeys(contact.properties)) {
      const ids = contactsByKey.get(key) ?? [];
      if (!ids.includes(contact.id)) contactsByKey.set(key, [...ids, contact.id]);
    }
  }

  function newRecord(ownerId: string | null | undefined) {
    lastId += 1;
    const now = new Date().toISOString();
    return { id: String(lastId), owner_id: ownerId ?? null, created_at: now, updated_at: now, web_url: null };
  }

  function createContact({ owner_id, properties }: ApiContactInput) {
    const contact = { ...newRecord(owner_id), properties: mergeProperties({}, properties) };
    contacts.set(contact.id, contact);
    index(contact);
    noteWrite(contact.id);
    return contact;
  }

  function createDeal({ owner_id, properties, contact_id = "", pipeline_id, stage_id }: ApiDealInput) {
    const place = findPlace({ pipelineId: pipeline_id, stageId: stage_id });
    const deal = { ...newRecord(owner_id), ...place, contact_id, properties: mergeProperties({}, properties) };
    deals.set(deal.id, deal);
    dealsByContact.set(contact_id, [...(dealsByContact.get(contact_id) ?? []), deal.id]);
    noteWrite(contact_id);
    return deal;
  }

  function createTask({ owner_id, contact_id, deal_id, text, due_at }: ApiTaskInput) {
    const task = { ...newRecord(owner_id), contact_id, deal_id, text, due_at, is_done: false };
    tasks.set(task.id, task);
    noteWrite(contact_id);
    return task;
  }

  function countDuplicates() {
    const extraContacts = new Set([...contactsByKey.values()].flatMap((ids) => ids.slice(1)));
    const openDeals = [...dealsByContact.values()].map(
      (ids) => ids.filter((id) => deals.get(id)?.state === "open").length,
    );
    return {
      contacts: extraContacts.size,
      deals: openDeals.reduce((sum, open) => sum + Math.max(0, open - 1), 0),
    };
  }

  return {
    countCall(operation: string) {
      callsByOperation[operation] = (callsByOperation[operation] ?? 0) + 1;
    },

    list(collection: string, query: URLSearchParams) {
      const requestId = query.get("request_id");
      if (requestId) return toPage([byRequest.get(`${collection} ${requestId}`)]);
      if (collection === "me") return { crm: { id: "fake", name: "Fake CRM" }, web_url: null };
      if (collection === "users") return toPage(SEED_USERS.map(toApiUser));
      if (collection === "pipelines") return toPage(SEED_PIPELINES.map(toApiPipeline));
      if (collection === "fields") return toPage(SEED_FIELDS.map(toApiField));
      if (collection === "contacts") {
        const phone = query.get("phone");
        const key = phone === null ? (query.get("email") ?? "") : toPhoneKey(phone);
        return toPage((contactsByKey.get(key) ?? []).map((id) => contacts.get(id)));
      }
      if (collection === "deals") {
        const ofContact = (dealsByContact.get(query.get("contact_id") ?? "") ?? []).map((id) => deals.get(id));
        const state = query.get("state");
        return toPage(ofContact.filter((deal) => state === null || deal?.state === state));
      }
      return null;
    },

    get(collection: string, id: string) {
      return isCollection(collection) ? (collections[collection].get(id) ?? null) : null;
    },

    create(collection: string, body: unknown) {
      const requestId = (body as { request_id?: string }).request_id;
      const earlier = requestId && byRequest.get(`${collection} ${requestId}`);
      if (earlier) {
        repeats += 1;
        return earlier;
      }
      const record =
        collection === "contacts"
          ? createContact(body as ApiContactInput)
          : collection === "deals"
            ? createDeal(body as ApiDealInput)
            : createTask(body as ApiTaskInput);
      if (requestId) byRequest.set(`${collection} ${requestId}`, record);
      return record;
    },

    update(collection: string, id: string, body: unknown) {
      const contact = collection === "contacts" ? contacts.get(id) : undefined;
      const deal = collection === "deals" ? deals.get(id) : undefined;
      const record = contact ?? deal;
      if (!record) return null;
      const change = body as ApiDealInput;
      record.properties = mergeProperties(record.properties, change.properties);
      record.owner_id = change.owner_id ?? record.owner_id;
      record.updated_at = new Date().toISOString();
      if (contact) index(contact);
      if (deal && (change.stage_id || change.pipeline_id)) {
        Object.assign(deal, findPlace({ pipelineId: change.pipeline_id, stageId: change.stage_id }));
      }
      updates += 1;
      noteWrite(deal?.contact_id ?? id);
      return record;
    },

    stats(): FakeStats {
      return {
        calls: Object.values(callsByOperation).reduce((sum, calls) => sum + calls, 0),
        callsByOperation,
        contacts: contacts.size,
        deals: deals.size,
        tasks: tasks.size,
        updates,
        repeats,
        duplicates: countDuplicates(),
        lastWriteAt,
      };
    },

    /** When each identifier was last written to: by the last nine digits of the phone, or the e-mail. */
    writes(): Record<string, number> {
      return Object.fromEntries(lastWriteByKey);
    },
  };
}

function isCollection(name: string): name is "contacts" | "deals" | "tasks" {
  return name === "contacts" || name === "deals" || name === "tasks";
}

function findPlace({ pipelineId, stageId }: { pipelineId: string | undefined; stageId: string | undefined }) {
  for (const pipeline of SEED_PIPELINES) {
    for (const stage of pipeline.stages) {
      if ((pipelineId ?? pipeline.id) === pipeline.id && (stageId ?? stage.id) === stage.id) {
        return { pipeline_id: pipeline.id, stage_id: stage.id, state: stage.kind };
      }
    }
  }
  throw new Error("The fake CRM has no such stage");
}

function toPage(items: readonly unknown[]) {
  return { items: items.filter(Boolean), next_cursor: null };
}
