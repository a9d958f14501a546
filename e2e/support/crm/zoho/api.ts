import { orgFixture, pipelinesFixture } from "@/lib/crm/zoho/fixtures";
import { nothing, pageOf, RecordRefusal, refuse, refuseRecord, succeed } from "./answers";
import { isEqual, parseCoql, parseCriteria } from "./query-records";
import type { ModuleName, StoredRecord, ZohoStore } from "./store";
import { readId, writeRecord } from "./write-record";

export type Switches = { lagMs: number; scopes: Set<string>; duplicatesAs: 200 | 400 };
type Call = { request: Request; query: URLSearchParams; store: ZohoStore; switches: Switches };

const MODULES: readonly string[] = ["Contacts", "Deals", "Tasks"];
const ID = /^\d{15,19}$/;

/** Answers one call to the API of version 8, the token of which is good. */
export async function handleApi(path: string, call: Call): Promise<Response> {
  const [name = "", id = "", action = ""] = path.split("/").slice(1);
  const { method } = call.request;
  if (method === "GET" && name === "users") return listUsers(call);
  if (method === "GET" && name === "org") return Response.json({ org: [orgFixture] });
  if (method === "GET" && name === "settings") return readSettings(id, call);
  if (method === "POST" && name === "coql") return runCoql(call);
  if (method === "POST" && name === "Notes") return createNote(call);
  if (!isModule(name))
    return refuse(404, "INVALID_URL_PATTERN", "Please check if the URL trying to access is a correct one");
  if (method === "GET" && id === "search") return search(name, call);
  if (method === "GET" && action !== "") return listRelated(id, action, call);
  if (method === "GET") return getRecord(name, id, call);
  if (method === "POST" && action === "actions") return addTags(name, id, call);
  return write(name, id, call);
}

function listUsers({ query, store }: Call) {
  const type = query.get("type");
  const active = store.users.filter(({ status }) => (status === "active") !== (type === "DeactiveUsers"));
  return type === "CurrentUser" ? Response.json({ users: [active[0]] }) : pageOf(active, query, "users");
}

function readSettings(kind: string, { query, store }: Call) {
  const module = query.get("module");
  if (kind === "fields" && (module === "Contacts" || module === "Deals")) {
    return Response.json({ fields: store.apiFields[module] });
  }
  if (kind === "layouts") {
    return Response.json({ layouts: Object.keys(pipelinesFixture).map((id) => ({ id, status: "active" })) });
  }
  const layoutId = query.get("layout_id");
  if (kind !== "pipeline" || !layoutId) return refuse(400, "REQUIRED_PARAM_MISSING", "layout_id is missing");
  return Response.json({ pipeline: pipelinesFixture[layoutId] ?? [] });
}

function search(module: ModuleName, { query, store, switches }: Call) {
  if (!switches.scopes.has("search"))
    return refuse(401, "OAUTH_SCOPE_MISMATCH", "invalid oauth scope to access this URL");
  const records = store.listIndexed(module, switches.lagMs);
  const [phone, email, criteria] = ["phone", "email", "criteria"].map((name) => query.get(name));
  const word = query.get("word");
  if (word) {
    const names = records.filter((record) =>
      String(record.Full_Name)
        .split(" ")
        .some((name) => isEqual(name, word)),
    );
    return pageOf(
      names.map((record) => pick(record, query)),
      query,
    );
  }
  const test = criteria ? parseCriteria(criteria) : toFieldTest({ phone, email }, store, module);
  if (!test) return refuse(400, "INVALID_QUERY", "Invalid query formed");
  return pageOf(
    records.filter(test).map((record) => pick(record, query)),
    query,
  );
}

/** The phone in any field of that type, as it was typed; the e-mail in any letter case. */
function toFieldTest(
  { phone, email }: { phone?: string | null; email?: string | null },
  store: ZohoStore,
  module: ModuleName,
) {
  const [type, value] = email ? ["email", email] : ["phone", phone];
  if (!value) return null;
  const names = Object.entries(store.fieldsOf(module)).flatMap(([name, field]) => (field.type === type ? [name] : []));
  return (record: StoredRecord) => names.some((name) => isEqual(record[name], value));
}

async function runCoql({ request, store, switches }: Call) {
  if (!switches.scopes.has("coql"))
    return refuse(401, "OAUTH_SCOPE_MISMATCH", "invalid oauth scope to access this URL");
  const { select_query: text } = await readJson(request);
  const query = parseCoql(String(text));
  if (!query || !isModule(query.module)) return refuse(400, "SYNTAX_ERROR", "error occurred while parsing the query");
  const found = store.list(query.module).filter(query.test).slice(0, query.limit);
  if (found.length === 0) return nothing();
  const data = found.map((record) => Object.fromEntries(query.fields.map((name) => [name, record[name]])));
  return Response.json({ data, info: { count: data.length, more_records: false } });
}

function getRecord(module: ModuleName, id: string, { store }: Call) {
  if (!ID.test(id)) return refuse(400, "INVALID_DATA", "the id given seems to be invalid", { api_name: "id" });
  const record = store.find(module, id);
  return record ? Response.json({ data: [record] }) : nothing();
}

function listRelated(id: string, list: string, { query, store }: Call) {
  if (!query.get("fields")) return refuse(400, "REQUIRED_PARAM_MISSING", "fields is missing", { param: "fields" });
  if (list === "Notes") {
    const notes = store.notes.filter(({ contactId }) => contactId === id);
    return pageOf(
      notes.map((note) => ({ id: note.id, Note_Content: note.content })),
      query,
    );
  }
  const deals = store.list("Deals").filter((deal) => readId(deal.Contact_Name) === id);
  return pageOf(
    deals.map((deal) => pick(deal, query)),
    query,
  );
}

async function createNote({ request, store }: Call) {
  const note = await readRecordOf(request);
  const parent = note.Parent_Id;
  const contactId = readId(parent);
  if (!hasModule(parent) || !store.find("Contacts", contactId)) {
    const refusal = {
      code: "INVALID_DATA",
      details: { api_name: "Parent_Id" },
      message: "invalid data",
      status: "error",
    };
    return Response.json({ data: [refusal] }, { status: 202 });
  }
  const id = store.nextId();
  store.notes.push({ id, contactId, content: String(note.Note_Content) });
  return succeed(201, { id, message: "record added" });
}

async function addTags(module: ModuleName, id: string, { request, store }: Call) {
  const record = store.find(module, id);
  const { tags } = await readJson(request);
  if (!record || !Array.isArray(tags)) return refuse(400, "INVALID_DATA", "invalid data", { api_name: "tags" });
  if (readNames(tags).some((tag) => tag.length > 25)) {
    return refuse(400, "INVALID_DATA", "invalid data", { api_name: "name", maximum_length: 25 });
  }
  const names = [...readNames(record.Tag), ...readNames(tags)];
  store.save(module, { ...record, Tag: [...new Set(names)].map((name) => ({ name, id: store.nextId() })) });
  return succeed(200, { id, message: "tags updated successfully" });
}

async function write(module: ModuleName, id: string, { request, store, switches }: Call) {
  const body = await readJson(request.clone());
  const values = await readRecordOf(request);
  try {
    if (request.method === "PUT") {
      return succeed(200, { id: writeRecord(store, module, values, id), message: "record updated" });
    }
    const known = id === "upsert" ? findUnique(store, module, values, body.duplicate_check_fields) : null;
    const written = writeRecord(store, module, values, known);
    const action = id === "upsert" ? { action: known ? "update" : "insert" } : {};
    return succeed(known ? 200 : 201, { id: written, message: "record added", ...action });
  } catch (error) {
    if (!(error instanceof RecordRefusal)) throw error;
    if (error.code !== "DUPLICATE_DATA") return refuseRecord(error);
    return new Response(refuseRecord(error).body, { status: switches.duplicatesAs });
  }
}

function findUnique(store: ZohoStore, module: ModuleName, values: Record<string, unknown>, fields: unknown) {
  for (const name of Array.isArray(fields) ? fields.map(String) : []) {
    const same = store.list(module).find((record) => record[name] && record[name] === values[name]);
    if (same) return same.id;
  }
  return null;
}

function pick(record: StoredRecord, query: URLSearchParams) {
  const names = query.get("fields")?.split(",") ?? Object.keys(record);
  return Object.fromEntries(names.map((name) => [name, record[name]]));
}

async function readRecordOf(request: Request): Promise<Record<string, unknown>> {
  const { data } = await readJson(request);
  const first: unknown = Array.isArray(data) ? data[0] : null;
  return typeof first === "object" && first !== null ? { ...first } : {};
}

async function readJson(request: Request): Promise<Record<string, unknown>> {
  const body: unknown = await request.json();
  return typeof body === "object" && body !== null ? { ...body } : {};
}

function readNames(tags: unknown): string[] {
  return Array.isArray(tags) ? tags.map(({ name }: { name: string }) => name) : [];
}

function hasModule(parent: unknown) {
  return typeof parent === "object" && parent !== null && "module" in parent;
}

function isModule(name: string): name is ModuleName {
  return MODULES.includes(name);
}
