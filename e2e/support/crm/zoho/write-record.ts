import { RecordRefusal, zohoTime } from "./answers";
import type { ModuleName, StoredRecord, ZohoStore } from "./store";

type Values = Record<string, unknown>;

const TEXTS = ["text", "textarea", "email", "phone", "website", "picklist"];
export const OFFSET_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;

/** Makes or changes a record by the rules of its module, and gives its id. Fields that are not there are passed over, as Zoho does. */
export function writeRecord(store: ZohoStore, module: ModuleName, values: Values, id: string | null = null): string {
  const current = id === null ? null : store.find(module, id);
  if (id !== null && !current) {
    throw new RecordRefusal("INVALID_DATA", { api_name: "id" }, "the id given seems to be invalid");
  }
  const fields = store.fieldsOf(module);
  const known = Object.entries(values).filter(([name]) => name in fields && name !== "Full_Name");
  for (const [name, value] of known) checkValue(store, name, value, fields[name] ?? { type: "", length: null });

  const record: StoredRecord = {
    Owner: { id: store.users[0]?.id },
    ...current,
    ...Object.fromEntries(known.map(([name, value]) => [name, toStored(store, name, value, fields[name]?.type)])),
    id: id ?? store.nextId(),
    Created_Time: current?.Created_Time ?? zohoTime(),
    Modified_Time: zohoTime(),
  };
  checkRules(store, module, record, values);
  checkUnique(store, module, record);
  if (module === "Contacts") record.Full_Name = [record.First_Name, record.Last_Name].filter(Boolean).join(" ");
  store.save(module, record);
  return record.id;
}

function checkValue(store: ZohoStore, name: string, value: unknown, field: { type: string; length: number | null }) {
  if (value === null) return;
  const bad = (expected: string) => {
    throw new RecordRefusal("INVALID_DATA", { api_name: name, expected_data_type: expected }, "invalid data");
  };
  const { type, length } = field;
  if (TEXTS.includes(type) && name !== "Tag") {
    if (typeof value !== "string") return bad(type);
    if (length !== null && value.length > length) {
      throw new RecordRefusal("INVALID_DATA", { api_name: name, maximum_length: length }, "invalid data");
    }
  }
  if (type === "integer" && !(Number.isInteger(value) && String(value).length <= (length ?? 9))) bad("integer");
  if (["double", "currency", "percent"].includes(type) && typeof value !== "number") bad("double");
  if (type === "boolean" && typeof value !== "boolean") bad("boolean");
  if (type === "date" && !/^\d{4}-\d\d-\d\d$/.test(String(value))) bad("date");
  if (type === "datetime" && !OFFSET_TIME.test(String(value))) bad("datetime");
  if (type === "phone" && !/^[+\dA-Za-z ().,;-]+$/.test(String(value))) bad("phone");
  if (type === "multiselectpicklist" && !Array.isArray(value)) bad("jsonarray");
  if (type === "ownerlookup" || type === "userlookup") {
    if (!store.users.some(({ id }) => id === readId(value))) bad("lookup");
  }
  if (type === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(value))) bad("email");
}

function toStored(store: ZohoStore, name: string, value: unknown, type = "") {
  if (name === "Tag") return undefined;
  if (type === "datetime" && typeof value === "string") return zohoTime(new Date(value));
  const user = type.endsWith("lookup") ? store.users.find(({ id }) => id === readId(value)) : null;
  return user ? { id: user.id, name: user.full_name, email: user.email } : value;
}

function checkRules(store: ZohoStore, module: ModuleName, record: StoredRecord, sent: Values) {
  const mandatory = {
    Contacts: ["Last_Name"],
    Deals: ["Deal_Name", "Stage", "Pipeline", "Closing_Date"],
    Tasks: ["Subject"],
  };
  for (const name of mandatory[module]) {
    if (!record[name]) {
      const details = { api_name: name, json_path: `$.data[0].${name}` };
      throw new RecordRefusal("MANDATORY_NOT_FOUND", details, "required field not found");
    }
  }
  if (module === "Deals") checkStage(store, record);
  if (module === "Tasks") checkLinks(store, record, sent);
  if (module === "Deals" && !store.find("Contacts", readId(record.Contact_Name))) {
    throw new RecordRefusal("INVALID_DATA", { api_name: "Contact_Name" }, "the id given seems to be invalid");
  }
}

function checkStage(store: ZohoStore, { Pipeline, Stage }: StoredRecord) {
  const pipelines = store.pipelines.filter(({ actual_value }) => actual_value === Pipeline);
  if (pipelines.some(({ maps }) => maps.some(({ actual_value }) => actual_value === Stage))) return;
  const name = pipelines.length === 0 ? "Pipeline" : "Stage";
  throw new RecordRefusal("INVALID_DATA", { api_name: name }, "the stage is not of this pipeline");
}

/** Without the name of the module the link to a deal is not understood. */
function checkLinks(store: ZohoStore, { What_Id, Who_Id }: StoredRecord, sent: Values) {
  if (What_Id && (sent.$se_module !== "Deals" || !store.find("Deals", readId(What_Id)))) {
    throw new RecordRefusal("INVALID_DATA", { api_name: "What_Id" }, "the related id given seems to be invalid");
  }
  if (Who_Id && !store.find("Contacts", readId(Who_Id))) {
    throw new RecordRefusal("INVALID_DATA", { api_name: "Who_Id" }, "the related id given seems to be invalid");
  }
}

function checkUnique(store: ZohoStore, module: ModuleName, record: StoredRecord) {
  for (const name of store.unique[module]) {
    const same = store
      .list(module)
      .find((other) => other.id !== record.id && other[name] && other[name] === record[name]);
    if (!same) continue;
    const details = { api_name: name, id: same.id, duplicate_record: { id: same.id, module: { api_name: module } } };
    throw new RecordRefusal("DUPLICATE_DATA", details, "duplicate data");
  }
}

export function readId(value: unknown): string {
  return typeof value === "object" && value !== null && "id" in value ? String(value.id) : "";
}
