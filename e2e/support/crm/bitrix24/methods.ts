import {
  categoriesFixture,
  contactFieldsFixture,
  dealFieldsFixture,
  profileFixture,
  statusesFixture,
} from "@/lib/crm/bitrix24/fixtures";
import { listRecords, type Page, type PortalRecord, toPage } from "./list-records";
import { normaliseEmail, normalisePhone } from "./normalise-communication";
import { isParams, listItems, type Params, toParams } from "./php-query";
import { type Records, toShownActivity, toShownDeal } from "./records";
import { Refusal } from "./refusal";

export type Answer = { result: unknown } | Page;
type Method = { scope: string | null; answer(params: Params): Answer };
export type Account = {
  records: Records;
  users: readonly PortalRecord[];
  /** What the key may do. */
  scope: readonly string[];
  /** Whether `crm.item.list` knows of the contacts of deals; it passes the filter over where not. */
  filtersByContacts: boolean;
  /** What the bucket of calls still takes; a batch counts as one. */
  callsLeft: number;
};

/** The methods of the portal by name. */
export function createMethods(account: Account): Readonly<Record<string, Method>> {
  const { records } = account;
  const crm = (answer: Method["answer"]): Method => ({ scope: "crm", answer });
  return {
    profile: { scope: null, answer: () => ({ result: { ...profileFixture, ADMIN: true } }) },
    scope: { scope: null, answer: () => ({ result: account.scope }) },
    "user.get": { scope: "user", answer: (params) => listUsers(account.users, params) },
    "crm.category.list": crm(() => ({ result: { categories: categoriesFixture.map(toNumericCategory) } })),
    "crm.status.list": crm(listStatuses),
    "crm.contact.fields": crm(() => ({ result: contactFieldsFixture })),
    "crm.deal.fields": crm(() => ({ result: dealFieldsFixture })),
    "crm.duplicate.findbycomm": crm((params) => ({ result: findByCommunication(records, params) })),
    "crm.contact.list": crm((params) =>
      listRecords([...records.contacts.values()], params, ["ID", ...Object.keys(contactFieldsFixture)]),
    ),
    "crm.deal.list": crm((params) => listRecords([...records.deals.values()].map(toShownDeal), params, DEAL_FILTERS)),
    "crm.item.list": crm((params) => listDealItems(account, params)),
    "crm.activity.list": crm((params) =>
      listRecords([...records.activities.values()].map(toShownActivity), params, ACTIVITY_FILTERS),
    ),
    "crm.contact.add": crm((params) => ({ result: records.addContact(readFields(params)) })),
    "crm.contact.update": crm((params) => ({ result: records.updateContact(readId(params), readFields(params)) })),
    "crm.deal.add": crm((params) => ({ result: records.addDeal(readFields(params)) })),
    "crm.deal.update": crm((params) => ({ result: records.updateDeal(readId(params), readFields(params)) })),
    "crm.item.update": crm((params) => ({ result: records.moveDeal(readId(params), readFields(params)) })),
    "crm.activity.todo.add": crm((params) => ({ result: records.addTodo(params) })),
  };
}

/** All contacts of a deal cannot be filtered by here. */
const DEAL_FILTERS = ["ID", "CONTACT_ID", ...Object.keys(dealFieldsFixture).filter((name) => name !== "CONTACT_IDS")];
const ACTIVITY_FILTERS = ["ID", "OWNER_ID", "OWNER_TYPE_ID"];
const VALUES_MAX = 20;

function toNumericCategory({ id, ...category }: { id: string }) {
  return { id: Number(id), ...category, entityTypeId: 2 };
}

function listUsers(users: readonly PortalRecord[], { FILTER, start }: Params): Answer {
  const { ACTIVE } = toParams(FILTER);
  return toPage(ACTIVE === undefined ? [...users] : users.filter((user) => user.ACTIVE === ACTIVE), start);
}

function listStatuses({ filter, start }: Params): Answer {
  const { ENTITY_ID } = toParams(filter);
  const rows = Object.entries(statusesFixture).flatMap(([list, statuses]) =>
    statuses.map((status, index) => ({
      ID: `${list}-${index}`,
      ENTITY_ID: list,
      SORT: String((index + 1) * 10),
      ...status,
    })),
  );
  return toPage(
    rows.filter((row) => ENTITY_ID === undefined || row.ENTITY_ID === ENTITY_ID),
    start,
  );
}

function findByCommunication({ contacts }: Records, { type, values, entity_type }: Params) {
  if (type !== "PHONE" && type !== "EMAIL") {
    throw new Refusal(400, "", `Communication type '${type}' is not supported in current context`);
  }
  if (!Array.isArray(values) || values.length === 0) throw new Refusal(400, "", "Communication values is not defined");
  if (values.length > VALUES_MAX) throw new Refusal(400, "", "Too many values");
  if (entity_type !== undefined && entity_type !== "CONTACT") return [];
  const normalise = type === "PHONE" ? normalisePhone : normaliseEmail;
  const wanted = new Set(values.map((value) => normalise(String(value))));
  const found = [...contacts.values()].filter((contact) =>
    listItems(contact[type]).some(({ VALUE }) => wanted.has(normalise(String(VALUE)))),
  );
  // PHP has no empty object.
  return found.length > 0 ? { CONTACT: found.map(({ ID }) => Number(ID)) } : [];
}

function listDealItems(
  { records, filtersByContacts }: Account,
  { entityTypeId, filter, order, start }: Params,
): Answer {
  if (Number(entityTypeId) !== 2) throw new Refusal(400, "ENTITY_TYPE_NOT_SUPPORTED", "Entity type is not supported");
  const { contactIds, stageSemanticId } = toParams(filter);
  const deals = [...records.deals.values()].filter(
    (deal) =>
      (!filtersByContacts || contactIds === undefined || deal.contactIds.includes(String(contactIds))) &&
      (stageSemanticId === undefined || deal.STAGE_SEMANTIC_ID === stageSemanticId),
  );
  if (toParams(order).id === "DESC") deals.reverse();
  const items = deals.map((deal) => ({ id: Number(deal.ID), contactIds: deal.contactIds.map(Number) }));
  const { rows, ...page } = toPage(items, start);
  return { result: { items: rows }, ...page };
}

function readFields({ fields }: Params): Params {
  if (!isParams(fields)) throw new Refusal(400, "", "Parameter 'fields' must be array.");
  return fields;
}

function readId({ id }: Params): string {
  if (!/^[1-9]\d*$/.test(String(id))) throw new Refusal(400, "", "ID is not defined or invalid.");
  return String(id);
}
