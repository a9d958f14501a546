import type { ApiProperty } from "@/lib/crm/hubspot/api-types";
import { pipelinesFixture } from "@/lib/crm/hubspot/fixtures";
import { notFound, refuse, refuseValues } from "./answers";
import { checkValue, OBJECTS, type ObjectName } from "./schema";
import { toCalculatedPhones } from "./search";

export type StoredRecord = {
  id: string;
  properties: Record<string, string>;
  createdAt: string;
  updatedAt: string;
  archived: boolean;
  /** What the index of search knows of it: null while it is not there yet. */
  indexed: Record<string, string> | null;
  changedAt: number;
};

type Tie = { from: ObjectName; id: string; to: ObjectName; toId: string; typeId: number };

/** HubSpot's own kinds of ties, with the one that each is seen as from the other side. */
const TIES: readonly { from: ObjectName; to: ObjectName; typeId: number; inverseId: number }[] = [
  { from: "deals", to: "contacts", typeId: 3, inverseId: 4 },
  { from: "tasks", to: "contacts", typeId: 204, inverseId: 203 },
  { from: "tasks", to: "deals", typeId: 216, inverseId: 215 },
  { from: "notes", to: "contacts", typeId: 202, inverseId: 201 },
  { from: "notes", to: "deals", typeId: 214, inverseId: 213 },
];

const REQUIRED: Readonly<Record<ObjectName, readonly string[]>> = {
  contacts: [],
  deals: ["dealname", "dealstage"],
  tasks: ["hs_timestamp"],
  notes: ["hs_timestamp"],
};

/** A new contact has one of these. */
const CONTACT_NAMES = ["email", "firstname", "lastname"];

type Association = { to: { id: string }; types: { associationTypeId: number }[] };

/** The records of one HubSpot account, under its rules. */
export function createHubspotStore(schema: Record<ObjectName, ApiProperty[]>) {
  const records = new Map(OBJECTS.map((object) => [object, new Map<string, StoredRecord>()]));
  const ties: Tie[] = [];
  let lagMs = 0;
  // As long as the ids of accounts that are in use, which look like phones.
  let lastId = 37_765_000_000;

  const all = (object: ObjectName) => [...(records.get(object)?.values() ?? [])];
  const living = (object: ObjectName) => all(object).filter(({ archived }) => !archived);

  function find(object: ObjectName, value: string, idProperty?: string): StoredRecord {
    const record = idProperty
      ? living(object).find(({ properties }) => holds(properties, idProperty, value))
      : living(object).find(({ id }) => id === value);
    return record ?? notFound();
  }

  function holds(properties: Record<string, string>, idProperty: string, value: string) {
    if (idProperty === "email") return listEmails(properties).includes(value.toLowerCase());
    return properties[idProperty] === value;
  }

  function check(object: ObjectName, properties: Record<string, unknown>, own: StoredRecord | null) {
    const entries = Object.entries(properties);
    const wrong = entries.flatMap(([name, value]) => checkValue(name, value, schema[object]) ?? []);
    if (wrong.length > 0) refuseValues(wrong);
    const texts = Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
    if (object === "contacts") checkEmails(texts, own);
    checkUnique(object, texts, own);
    return texts;
  }

  /** No two contacts have one e-mail. */
  function checkEmails(properties: Record<string, string>, own: StoredRecord | null) {
    const emails = listEmails(properties);
    const other = living("contacts").find(
      (contact) => contact !== own && listEmails(contact.properties).some((email) => emails.includes(email)),
    );
    if (other) refuse(409, `Contact already exists. Existing ID: ${other.id}`, { category: "CONFLICT" });
  }

  function checkUnique(object: ObjectName, properties: Record<string, string>, own: StoredRecord | null) {
    for (const { name, hasUniqueValue } of schema[object]) {
      const value = properties[name];
      if (!hasUniqueValue || !value) continue;
      const other = living(object).find((record) => record !== own && record.properties[name] === value);
      if (!other) continue;
      refuseValues([{ name, error: "CONFLICTING_UNIQUE_VALUE", message: `${other.id} already has that value.` }]);
    }
  }

  function checkPlace({ pipeline = "default", dealstage }: Record<string, string>) {
    const stages = pipelinesFixture.find(({ id }) => id === pipeline)?.stages;
    if (!stages) refuseValues([{ name: "pipeline", error: "INVALID_OPTION", message: `${pipeline} is no pipeline` }]);
    const stage = stages.find(({ id }) => id === dealstage);
    if (!stage) {
      const message = `${dealstage} is not a stage of pipeline ${pipeline}`;
      refuseValues([{ name: "dealstage", error: "INVALID_OPTION", message }]);
    }
    return { pipeline, hs_is_closed: stage.metadata.isClosed ?? "false" };
  }

  /** The properties with those that HubSpot computes. */
  function complete(object: ObjectName, id: string, properties: Record<string, string>, now: string) {
    const modified = object === "contacts" ? "lastmodifieddate" : "hs_lastmodifieddate";
    const kept = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== ""));
    const place = object === "deals" ? checkPlace(kept) : {};
    const phones = object === "contacts" ? toCalculatedPhones(kept) : {};
    return { createdate: now, ...kept, ...place, ...phones, hs_object_id: id, [modified]: now };
  }

  function tie(from: ObjectName, id: string, { to, types }: Association): Tie[] {
    return types.flatMap(({ associationTypeId }) => {
      const kind = TIES.find((candidate) => candidate.from === from && candidate.typeId === associationTypeId);
      if (!kind) return refuse(400, `Invalid association type ${associationTypeId}`, { category: "VALIDATION_ERROR" });
      if (!living(kind.to).some((record) => record.id === to.id)) notFound();
      return [
        { from, id, to: kind.to, toId: to.id, typeId: kind.typeId },
        { from: kind.to, id: to.id, to: from, toId: id, typeId: kind.inverseId },
      ];
    });
  }

  function isIndexed({ changedAt }: StoredRecord) {
    return Date.now() >= changedAt + lagMs;
  }

  return {
    all: living,
    find,
    listTies: (from: ObjectName, id: string, to: ObjectName) =>
      ties.filter((item) => item.from === from && item.id === id && item.to === to && isLiving(to, item.toId)),
    lagSearch(ms: number) {
      lagMs = ms;
    },

    create(
      object: ObjectName,
      { properties, associations = [] }: { properties: object; associations?: Association[] },
    ): StoredRecord {
      const texts = check(object, { ...properties }, null);
      const missing = REQUIRED[object].filter((name) => !texts[name]);
      if (object === "contacts" && !CONTACT_NAMES.some((name) => texts[name])) missing.push(...CONTACT_NAMES);
      if (missing.length > 0) {
        refuse(400, `Error creating ${object}. Some required properties were not set.`, {
          category: "VALIDATION_ERROR",
          context: { properties: missing },
        });
      }
      lastId += 1;
      const id = String(lastId);
      const now = new Date().toISOString();
      const record = {
        id,
        properties: complete(object, id, texts, now),
        createdAt: now,
        updatedAt: now,
        archived: false,
        indexed: null,
        changedAt: Date.now(),
      };
      const made = associations.flatMap((association) => tie(object, id, association));
      records.get(object)?.set(id, record);
      ties.push(...made);
      return record;
    },

    update(record: StoredRecord, object: ObjectName, properties: object): StoredRecord {
      const texts = check(object, { ...properties }, record);
      const now = new Date().toISOString();
      const next = complete(object, record.id, { ...record.properties, ...texts }, now);
      if (isIndexed(record)) record.indexed = record.properties;
      Object.assign(record, { properties: next, updatedAt: now, changedAt: Date.now() });
      return record;
    },

    archive(object: ObjectName, id: string) {
      find(object, id).archived = true;
    },

    /** The records as search knows them, the oldest first. */
    listIndexed(object: ObjectName): StoredRecord[] {
      return living(object).flatMap((record) => {
        const properties = isIndexed(record) ? record.properties : record.indexed;
        return properties ? [{ ...record, properties }] : [];
      });
    },
  };

  function isLiving(object: ObjectName, id: string) {
    return living(object).some((record) => record.id === id);
  }
}

export type HubspotStore = ReturnType<typeof createHubspotStore>;

export function listEmails({ email = "", hs_additional_emails: more = "" }: Record<string, string>): string[] {
  return [email, ...more.split(";")].map((text) => text.trim().toLowerCase()).filter(Boolean);
}
