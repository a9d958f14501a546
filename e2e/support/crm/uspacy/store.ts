import { contactFieldsFixture, dealFieldsFixture, funnelsFixture, usersFixture } from "@/lib/crm/uspacy/fixtures";

export type EntityName = "contacts" | "deals";
export type StoredRecord = Record<string, unknown> & { id: number };
type Values = Record<string, unknown>;

/** Codes that are no fields of the list, and still taken. */
const PLACE_CODES = ["funnel_id", "kanban_stage_id", "contacts"];

export type UspacyStore = ReturnType<typeof createStore>;

/** The records of one portal. */
export function createStore() {
  const entities: Record<EntityName, Map<number, StoredRecord>> = { contacts: new Map(), deals: new Map() };
  const activities: StoredRecord[] = [];
  let last = 100;

  const nextId = () => {
    last += 1;
    return last;
  };
  const list = (entity: EntityName) => [...entities[entity].values()];

  return {
    activities,
    list,
    nextId,
    find: (entity: EntityName, id: number) => entities[entity].get(id) ?? null,
    remove(entity: EntityName, id: number) {
      entities[entity].delete(id);
    },
    save(entity: EntityName, record: StoredRecord) {
      entities[entity].set(record.id, record);
      return record;
    },
    /** Makes or changes a record, and gives what is wrong with it by field. */
    write(entity: EntityName, values: Values, current: StoredRecord | null) {
      const errors = findErrors(entity, { ...current, ...values }, values);
      if (Object.keys(errors).length > 0) return { ok: false as const, errors };
      const now = Math.floor(Date.now() / 1000);
      const id = current?.id ?? nextId();
      const record = { owner: 1, created_at: now, ...current, ...toStored(entity, values), id, updated_at: now };
      entities[entity].set(id, entity === "deals" ? withStatus(record) : record);
      return { ok: true as const, record: entities[entity].get(id) ?? record };
    },
  };
}

function fieldsOf(entity: EntityName) {
  return entity === "contacts" ? contactFieldsFixture : dealFieldsFixture;
}

function findErrors(entity: EntityName, record: Values, sent: Values): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  for (const { code, type, required, multiple, values = [] } of fieldsOf(entity)) {
    if (required && code !== "owner" && !record[code]) errors[code] = ["The field is required."];
    const value = sent[code];
    if (value === undefined || value === null) continue;
    const problem = findProblem({ type, multiple, choices: values.map((choice) => choice.value) }, value);
    if (problem) errors[code] = [problem];
  }
  const known = [...fieldsOf(entity).map(({ code }) => code), ...PLACE_CODES];
  for (const code of Object.keys(sent)) if (!known.includes(code)) errors[code] = ["The field is unknown."];
  if (entity === "deals" && sent.kanban_stage_id !== undefined) {
    const funnel = funnelsFixture.find(({ id }) => id === sent.funnel_id);
    if (!funnel?.stages.some(({ id }) => id === sent.kanban_stage_id)) errors.kanban_stage_id = ["No such stage."];
  }
  return errors;
}

function findProblem(field: { type: string; multiple: boolean; choices: string[] }, value: unknown): string | null {
  switch (field.type) {
    case "phone":
    case "email":
      return Array.isArray(value) && value.every(hasValue) ? null : "The field must be a list of values.";
    case "integer":
    case "datetime":
      return Number.isInteger(value) ? null : "The field must be an integer.";
    case "float":
      return typeof value === "number" ? null : "The field must be a number.";
    case "money":
      return hasValue(value) && "currency" in value ? null : "The field must have a currency.";
    case "stage":
      return Number.isInteger(value) ? null : "The field must be an integer.";
    case "boolean":
      return typeof value === "boolean" ? null : "The field must be true or false.";
    case "user_id":
      return usersFixture.some(({ id }) => id === value) ? null : "No such user.";
    case "list":
    case "label": {
      if (field.multiple !== Array.isArray(value)) return "The field has another number of values.";
      const chosen: unknown[] = Array.isArray(value) ? value : [value];
      return chosen.every((item) => field.choices.includes(String(item))) ? null : "No such choice.";
    }
    default:
      return typeof value === "string" ? null : "The field must be a string.";
  }
}

/** Lists come back with all their choices, phones and e-mails with ids, linked records as objects. */
function toStored(entity: EntityName, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([code, value]) => {
      if (code === "contacts" && Array.isArray(value)) return [code, value.map((id) => ({ id, related_entity: true }))];
      const field = fieldsOf(entity).find((candidate) => candidate.code === code);
      if (field?.type === "list" || field?.type === "label") {
        const chosen: unknown[] = Array.isArray(value) ? value : [value];
        return [code, (field.values ?? []).map((choice) => ({ ...choice, selected: chosen.includes(choice.value) }))];
      }
      if (field?.type !== "phone" && field?.type !== "email") return [code, value];
      const items: object[] = Array.isArray(value) ? value : [];
      return [code, items.map((item, index) => ({ id: `${code}${index}`, type: "work", main: index === 0, ...item }))];
    }),
  );
}

function withStatus(record: StoredRecord): StoredRecord {
  const funnel = funnelsFixture.find(({ id }) => id === record.funnel_id) ?? funnelsFixture[0];
  const stageId = record.kanban_stage_id ?? funnel?.stages.find(({ stage_code }) => stage_code === "NEW")?.id;
  const code = funnel?.stages.find(({ id }) => id === stageId)?.stage_code ?? "";
  const kanban_status = code === "SUCCESS" || code === "FAIL" ? code : "IN_WORK";
  return { ...record, funnel_id: funnel?.id, kanban_stage_id: stageId, kanban_status };
}

function hasValue(item: unknown): item is { value: string } {
  return typeof item === "object" && item !== null && "value" in item && typeof item.value === "string";
}
