import type { CrmDirectory, CrmEntity, CrmField, CrmPipeline, FieldOption, FieldType } from "../types";
import type { ApiCategory, ApiField, ApiFields, ApiProfile, ApiStatus, ApiUser } from "./api-types";
import { toNativeType } from "./mapper-values";

/** Our name of a built-in field and theirs. A contact's `name` is no field there, but `firstName` and `lastName` together. */
export const CODES = {
  contact: {
    firstName: "NAME",
    lastName: "LAST_NAME",
    phone: "PHONE",
    email: "EMAIL",
    note: "COMMENTS",
    responsible: "ASSIGNED_BY_ID",
  },
  deal: {
    name: "TITLE",
    pipeline: "CATEGORY_ID",
    stage: "STAGE_ID",
    amount: "OPPORTUNITY",
    source: "SOURCE_ID",
    responsible: "ASSIGNED_BY_ID",
  },
} as const satisfies Record<CrmEntity, Readonly<Record<string, string>>>;

const KEYS: Record<CrmEntity, ReadonlyMap<string, string>> = {
  contact: new Map(Object.entries(CODES.contact).map(([key, code]) => [code, key])),
  deal: new Map(Object.entries(CODES.deal).map(([key, code]) => [code, key])),
};

/** Switches and marks of the CRM's own, and where a record comes from, which is ours to write. */
const HIDDEN_CODES: ReadonlySet<string> = new Set([
  "ORIGINATOR_ID",
  "ORIGIN_ID",
  "ORIGIN_VERSION",
  "OPENED",
  "CLOSED",
  "EXPORT",
  "IS_RECURRING",
  "IS_RETURN_CUSTOMER",
  "IS_REPEATED_APPROACH",
  "IS_MANUAL_OPPORTUNITY",
  "LEAD_ID",
  "FACE_ID",
  "WEBFORM_ID",
]);

/** Types whose values are texts, numbers or choices; files, links to records and messengers are not offered. */
const TYPES: Readonly<Record<string, FieldType>> = {
  string: "text",
  text: "text",
  address: "text",
  // An amount and its currency: «100|UAH».
  money: "text",
  url: "url",
  integer: "number",
  double: "number",
  boolean: "boolean",
  char: "boolean",
  date: "date",
  datetime: "datetime",
  enumeration: "enum",
  crm_status: "enum",
  employee: "user",
  user: "user",
};

const TYPES_BY_KEY: Readonly<Record<string, FieldType>> = {
  phone: "phone",
  email: "email",
  pipeline: "pipeline",
  stage: "stage",
};

type Statuses = Readonly<Record<string, readonly ApiStatus[]>>;

export type DirectoryParts = {
  users: readonly (ApiUser | ApiProfile)[];
  categories: readonly ApiCategory[];
  contactFields: ApiFields;
  dealFields: ApiFields;
  statuses: Statuses;
};

export function toDirectory({ users, categories, contactFields, dealFields, statuses }: DirectoryParts): CrmDirectory {
  return {
    users: users.map(toUser),
    pipelines: sortCategories(categories).map((category) => toPipeline(category, statuses)),
    fields: [
      {
        entity: "contact",
        key: "name",
        label: NAME_LABEL,
        type: "text",
        isBuiltIn: true,
        isRequired: false,
      },
      ...toFields("contact", contactFields, statuses),
      ...toFields("deal", dealFields, statuses),
    ],
  };
}

/** The lists of the portal that the directory needs: stages, and the choices of fields. */
export function listStatusLists({ categories, contactFields, dealFields }: Omit<DirectoryParts, "users" | "statuses">) {
  const offered = [...Object.entries(contactFields), ...Object.entries(dealFields)].filter(
    ([code, { type }]) => type === "crm_status" && code !== CODES.deal.stage,
  );
  const choices = offered.flatMap(([, { statusType }]) => statusType || []);
  return [...new Set([...categories.map(({ id }) => toStageList(id)), ...choices])];
}

const NAME_LABEL = "Ім'я та прізвище";

/** The default pipeline comes first: a deal without one goes there. */
function sortCategories(categories: readonly ApiCategory[]) {
  return [...categories].sort(
    (a, b) => Number(b.isDefault === "Y") - Number(a.isDefault === "Y") || (a.sort ?? 0) - (b.sort ?? 0),
  );
}

function toStageList(categoryId: string) {
  return categoryId === "0" ? "DEAL_STAGE" : `DEAL_STAGE_${categoryId}`;
}

function toPipeline({ id, name }: ApiCategory, statuses: Statuses): CrmPipeline {
  const stages = (statuses[toStageList(id)] ?? []).map((status) => ({
    id: status.STATUS_ID,
    name: status.NAME,
    kind: toStageKind(status),
  }));
  return { id, name, stages };
}

function toStageKind({ SEMANTICS, EXTRA }: ApiStatus): "open" | "won" | "lost" {
  const words = EXTRA && !Array.isArray(EXTRA) ? EXTRA.SEMANTICS : null;
  if (SEMANTICS === "S" || words === "success") return "won";
  return SEMANTICS === "F" || words === "failure" || words === "apology" ? "lost" : "open";
}

function toUser(user: ApiUser | ApiProfile) {
  const name = [user.NAME, user.LAST_NAME].filter(Boolean).join(" ");
  const email = "EMAIL" in user ? user.EMAIL || null : null;
  const isActive = "ACTIVE" in user ? user.ACTIVE !== false && user.ACTIVE !== "N" : true;
  return { id: user.ID, name: name || email || `ID ${user.ID}`, email, isActive };
}

function toFields(entity: CrmEntity, fields: ApiFields, statuses: Statuses): CrmField[] {
  return Object.entries(fields).flatMap(([code, field]) => toField(entity, code, field, statuses) ?? []);
}

function toField(entity: CrmEntity, code: string, field: ApiField, statuses: Statuses): CrmField | null {
  const ownKey = KEYS[entity].get(code);
  const type = (ownKey && TYPES_BY_KEY[ownKey]) || TYPES[field.type];
  // The pipeline may be named when a deal is made, and is changed by a call of its own.
  const isFixed = field.isReadOnly || (field.isImmutable && ownKey !== "pipeline");
  if (!type || isFixed || HIDDEN_CODES.has(code)) return null;
  const options = type === "enum" ? listOptions(field, statuses) : null;
  if (options?.length === 0) return null;
  return {
    entity,
    key: ownKey ?? code,
    label: field.formLabel || field.listLabel || field.title || code,
    type: type === "enum" && field.isMultiple ? "multi_enum" : type,
    isBuiltIn: ownKey !== undefined,
    isRequired: field.isRequired === true,
    nativeType: toNativeType(field),
    ...(options && { options }),
  };
}

function listOptions({ type, items, statusType }: ApiField, statuses: Statuses): FieldOption[] {
  if (type === "enumeration") return (items ?? []).map(({ ID, VALUE }) => ({ id: ID, label: VALUE }));
  return (statuses[statusType ?? ""] ?? []).map(({ STATUS_ID, NAME }) => ({ id: STATUS_ID, label: NAME }));
}
