import type { ApiField, ApiFields } from "@/lib/crm/bitrix24/api-types";
import { contactFieldsFixture, dealFieldsFixture } from "@/lib/crm/bitrix24/fixtures";
import type { PortalRecord } from "./list-records";
import { listItems, type Params } from "./php-query";
import { notFound, Refusal } from "./refusal";
import { storeValue } from "./store-value";

export type Activity = PortalRecord & { SUBJECT: string; DESCRIPTION: string; DEADLINE: string };
/** A deal keeps all its contacts; the first is the one that the old methods show. */
type DealLinks = { contactIds: string[] };

/** What the portal keeps. One row of ids for all, so that no id fits two kinds of records. */
export function createRecords(stageIds: Readonly<Record<string, readonly string[]>>) {
  let lastId = 100;
  const nextId = () => String(++lastId);
  const contacts = new Map<string, PortalRecord>();
  const deals = new Map<string, PortalRecord & DealLinks>();
  const activities = new Map<string, Activity>();

  return {
    contacts,
    deals,
    activities,

    addContact(fields: Params) {
      const record = { ID: nextId(), ...toOrigins(), ASSIGNED_BY_ID: "1", ...store(fields, contactFieldsFixture) };
      const contact = touch({ ...record, ...mergeMultifields(record, fields, nextId) });
      contacts.set(contact.ID, contact);
      return Number(contact.ID);
    },

    updateContact(id: string, fields: Params) {
      const contact = contacts.get(id);
      if (!contact) throw notFound();
      Object.assign(contact, store(fields, contactFieldsFixture), mergeMultifields(contact, fields, nextId));
      touch(contact);
      return true;
    },

    addDeal(fields: Params) {
      const categoryId = String(fields.CATEGORY_ID ?? "0");
      const stages = stageIds[categoryId];
      if (!stages) throw new Refusal(400, "ERROR_CORE", "Category is not found");
      const contactIds = readContactIds(fields, contacts);
      const wanted = String(fields.STAGE_ID ?? "");
      const deal: PortalRecord & DealLinks = {
        ID: nextId(),
        TITLE: "",
        ...toOrigins(),
        ASSIGNED_BY_ID: "1",
        OPPORTUNITY: "0.00",
        ...store(fields, dealFieldsFixture),
        CATEGORY_ID: categoryId,
        contactIds,
      };
      // A stage of another funnel is passed over in silence.
      setStage(deal, stages.includes(wanted) ? wanted : (stages[0] ?? ""));
      deals.set(deal.ID, touch(deal));
      return Number(deal.ID);
    },

    updateDeal(id: string, fields: Params) {
      const deal = deals.get(id);
      if (!deal) throw notFound();
      const { CATEGORY_ID: _, ...stored } = store(fields, dealFieldsFixture);
      Object.assign(deal, stored);
      const wanted = String(fields.STAGE_ID ?? "");
      if (stageIds[String(deal.CATEGORY_ID)]?.includes(wanted)) setStage(deal, wanted);
      if (fields.CONTACT_IDS !== undefined) deal.contactIds = readContactIds(fields, contacts);
      touch(deal);
      return true;
    },

    moveDeal(id: string, { categoryId, stageId }: Params) {
      const deal = deals.get(id);
      if (!deal) throw new Refusal(400, "NOT_FOUND", "Element not found");
      const stages = stageIds[String(categoryId)];
      if (!stages?.includes(String(stageId))) throw new Refusal(400, "ERROR_CORE", "Stage is not of this category");
      deal.CATEGORY_ID = String(categoryId);
      setStage(deal, String(stageId));
      return { item: { id: Number(id), categoryId: Number(categoryId), stageId } };
    },

    addTodo(params: Params) {
      const owners = { 2: deals, 3: contacts }[Number(params.ownerTypeId)];
      if (!params.deadline || !params.ownerId) throw new Refusal(400, "100", "Could not find value for parameter");
      if (!owners?.has(String(params.ownerId))) throw new Refusal(400, "OWNER_NOT_FOUND", "Owner is not found");
      const deadline = storeValue(DATETIME, params.deadline);
      if (!deadline) throw new Refusal(400, "WRONG_DATETIME_FORMAT", "Wrong date format");
      const todo: Activity = {
        ID: nextId(),
        OWNER_TYPE_ID: String(params.ownerTypeId),
        OWNER_ID: String(params.ownerId),
        SUBJECT: String(params.title ?? ""),
        DESCRIPTION: String(params.description ?? ""),
        DEADLINE: String(deadline),
        RESPONSIBLE_ID: String(params.responsibleId ?? "1"),
      };
      activities.set(todo.ID, todo);
      return { id: Number(todo.ID) };
    },
  };
}

export type Records = ReturnType<typeof createRecords>;

/** A deal as the old methods show it: with its first contact alone. */
export function toShownDeal({ contactIds, ...deal }: PortalRecord & DealLinks): PortalRecord {
  return { ...deal, CONTACT_ID: contactIds[0] ?? null };
}

const DATETIME: ApiField = { type: "datetime" };

function toOrigins() {
  return { ORIGINATOR_ID: null, ORIGIN_ID: null };
}

/** What is not known, cannot be written or has a way of its own is passed over in silence. */
function store(fields: Params, known: ApiFields): Params {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const field = known[name];
      if (!field || field.isReadOnly || PASSED_OVER.has(name) || field.type === "crm_multifield") return [];
      return [[name, name === "OPPORTUNITY" ? Number(value).toFixed(2) : storeValue(field, value)]];
    }),
  );
}

const PASSED_OVER: ReadonlySet<string> = new Set(["STAGE_ID", "CONTACT_ID", "CONTACT_IDS"]);

/** An item without an id is added, the same one too; one with an id is changed, or removed. */
function mergeMultifields(record: Params, fields: Params, nextId: () => string): Params {
  const merged: Params = {};
  for (const name of ["PHONE", "EMAIL", "IM"]) {
    if (!Array.isArray(fields[name])) continue;
    let items = listItems(record[name]);
    for (const item of listItems(fields[name])) {
      const value = String(item.VALUE ?? "").trim();
      if (name === "EMAIL" && value && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value)) {
        throw new Refusal(400, "ERROR_CORE", "Incorrect e-mail address");
      }
      if (item.ID) items = items.filter(({ ID }) => ID !== String(item.ID));
      if (item.DELETE === "Y" || value === "") continue;
      items.push({
        ID: String(item.ID ?? nextId()),
        VALUE_TYPE: item.VALUE_TYPE ?? "WORK",
        VALUE: value,
        TYPE_ID: name,
      });
    }
    merged[name] = items;
  }
  return merged;
}

function readContactIds(fields: Params, contacts: ReadonlyMap<string, unknown>): string[] {
  const ids = fields.CONTACT_IDS ?? fields.CONTACT_ID ?? [];
  return (Array.isArray(ids) ? ids : [ids]).map(String).filter((id) => contacts.has(id));
}

function setStage(deal: PortalRecord, stageId: string) {
  const isWon = stageId.endsWith("WON");
  const isLost = stageId.endsWith("LOSE") || stageId.endsWith("APOLOGY");
  deal.STAGE_ID = stageId;
  deal.STAGE_SEMANTIC_ID = isWon ? "S" : isLost ? "F" : "P";
  deal.CLOSED = isWon || isLost ? "Y" : "N";
}

function touch<R extends PortalRecord>(record: R): R {
  return Object.assign(record, { DATE_MODIFY: storeValue(DATETIME, new Date().toISOString()) });
}

/** An activity as the list shows it: with its text ready for a page. */
export function toShownActivity(activity: Activity): Activity {
  return { ...activity, DESCRIPTION: escapeHtml(activity.DESCRIPTION) };
}

function escapeHtml(text: string) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
