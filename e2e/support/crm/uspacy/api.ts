import { contactFieldsFixture, dealFieldsFixture, funnelsFixture, usersFixture } from "@/lib/crm/uspacy/fixtures";
import type { EntityName, StoredRecord, UspacyStore } from "./store";

export type Switches = { isAdmin: boolean; hasFilters: boolean };
type Call = { request: Request; query: URLSearchParams; store: UspacyStore; switches: Switches };

const missing = () => Response.json({ message: "Not found" }, { status: 404 });
const invalid = (errors: Record<string, string[]>) => Response.json({ errors, status: false }, { status: 422 });

/** Answers one call whose token is good. */
export async function handleApi(path: string, call: Call): Promise<Response> {
  if (path === "/company/v1/users") return listUsers(call);
  if (path === "/activities/v1/activities") return handleActivities(call);
  const [, entity = "", ...rest] = /^\/crm\/v1\/entities\/(contacts|deals)\/?(.*?)\/?$/.exec(path) ?? [];
  if (entity !== "contacts" && entity !== "deals") return missing();
  const [first = "", second = "", third = "", fourth = ""] = (rest[0] ?? "").split("/");
  if (first === "") return call.request.method === "POST" ? createRecord(entity, call) : listRecords(entity, call);
  if (first === "funnel") return Response.json(funnelsFixture);
  if (first === "fields") {
    const fields = entity === "contacts" ? contactFieldsFixture : dealFieldsFixture;
    return pageOf(fields, call.query);
  }
  const record = call.store.find(entity, Number(first));
  if (!record) return missing();
  if (second === "related") return listRelated(record, call);
  if (second === "move" && third === "stage") return moveDeal(record, Number(fourth), call);
  return call.request.method === "PATCH" ? changeRecord(entity, record, call) : Response.json(record);
}

function listUsers({ query, switches }: Call) {
  if (query.get("show") !== "all")
    return pageOf(
      usersFixture.filter(({ active }) => active),
      query,
    );
  return switches.isAdmin ? pageOf(usersFixture, query) : Response.json({ message: "Forbidden" }, { status: 403 });
}

async function handleActivities({ request, query, store }: Call) {
  if (request.method === "GET") return pageOf(sort(store.activities, query), query);
  const values = await readValues(request);
  if (typeof values.title !== "string" || values.title === "") return invalid({ title: ["The field is required."] });
  if (!Number.isInteger(values.end_time)) return invalid({ end_time: ["The field must be an integer."] });
  const activity = { created_at: Math.floor(Date.now() / 1000), ...values, id: store.nextId() };
  store.activities.push(activity);
  return Response.json(activity, { status: 201 });
}

async function createRecord(entity: EntityName, { request, store }: Call) {
  const written = store.write(entity, await readValues(request), null);
  return written.ok ? Response.json(written.record, { status: 201 }) : invalid(written.errors);
}

async function changeRecord(entity: EntityName, record: StoredRecord, { request, store }: Call) {
  const written = store.write(entity, await readValues(request), record);
  return written.ok ? Response.json(written.record) : invalid(written.errors);
}

function moveDeal(deal: StoredRecord, stageId: number, { store }: Call) {
  const funnel = funnelsFixture.find(({ stages }) => stages.some(({ id }) => id === stageId));
  if (!funnel) return missing();
  store.write("deals", { funnel_id: funnel.id, kanban_stage_id: stageId }, deal);
  return new Response(null, { status: 204 });
}

/** Search finds a part of the title, a phone or an e-mail, as they were typed and in any letter case. */
function listRecords(entity: EntityName, { query, store, switches }: Call) {
  const text = query.get("search")?.toLowerCase();
  const field = query.get("filters[filters][0][field]");
  const value = query.get("filters[filters][0][values][]")?.toLowerCase();
  const found = store.list(entity).filter((record) => {
    if (text) return [record.title, record.phone, record.email].some((item) => holds(item, text));
    // A filter that is not understood is passed over.
    return !field || !value || !switches.hasFilters || holds(record[field], value);
  });
  return pageOf(sort(found, query), query);
}

/** In the order in which they were made, unless the newest are asked for first; times are whole seconds. */
function sort(records: readonly StoredRecord[], query: URLSearchParams) {
  if (query.get("sort_by[created_at]") !== "desc") return records;
  return records.toReversed().toSorted((a, b) => Number(b.created_at ?? 0) - Number(a.created_at ?? 0));
}

function holds(value: unknown, text: string) {
  const items: unknown[] = Array.isArray(value) ? value.map((item: { value?: unknown }) => item.value) : [value];
  return items.some((item) =>
    String(item ?? "")
      .toLowerCase()
      .includes(text),
  );
}

function listRelated(contact: StoredRecord, { query, store }: Call) {
  const deals = store.list("deals").filter((deal) => {
    const contacts: { id: number }[] = Array.isArray(deal.contacts) ? deal.contacts : [];
    return contacts.some(({ id }) => id === contact.id);
  });
  // The list has what a card on the board shows.
  const cards = deals.map(({ id, title, kanban_stage_id, kanban_status, funnel_id }) => ({
    id,
    title,
    kanban_stage_id,
    kanban_status,
    funnel_id,
  }));
  return pageOf(cards, query);
}

function pageOf(items: readonly object[], query: URLSearchParams) {
  const list = Math.min(100, Number(query.get("list") ?? 20));
  const page = Number(query.get("page") ?? 1);
  const data = items.slice((page - 1) * list, page * list);
  const meta = { total: items.length, page, list, last_page: Math.max(1, Math.ceil(items.length / list)) };
  return Response.json({ data, meta });
}

async function readValues(request: Request): Promise<Record<string, unknown>> {
  const body: unknown = await request.json();
  return typeof body === "object" && body !== null ? { ...body } : {};
}
