import {
  BUILT_IN_FIELD_KEYS,
  type CrmDirectory,
  type CrmEntity,
  type CrmField,
  type CrmPipeline,
  type CrmUser,
  type FieldType,
} from "../types";
import type { ApiField, ApiFunnel, ApiStage, ApiUser } from "./api-types";
import { LOST_CODES, NOTE_FIELD, USER_ID, WON_CODES } from "./constants";

/** Code of a system field and our built-in key. */
const KEYS: Record<CrmEntity, Readonly<Record<string, string>>> = {
  contact: {
    title: "name",
    first_name: "firstName",
    last_name: "lastName",
    phone: "phone",
    email: "email",
    [NOTE_FIELD]: "note",
    owner: "responsible",
  },
  deal: { title: "name", amount_of_the_deal: "amount", source: "source", owner: "responsible" },
};

const OUR_KEYS: Record<CrmEntity, readonly string[]> = BUILT_IN_FIELD_KEYS;

/** Names of fields that Uspacy has whether or not it lists them. */
const LABELS: Readonly<Record<string, string>> = {
  name: "Назва",
  phone: "Телефон",
  email: "E-mail",
  responsible: "Відповідальний",
  pipeline: "Воронка",
  stage: "Етап",
};
const ALWAYS: Record<CrmEntity, readonly [key: string, type: FieldType, nativeType: string][]> = {
  contact: [
    ["name", "text", "string"],
    ["phone", "phone", "phone"],
    ["email", "email", "email"],
    ["responsible", "user", "user_id"],
  ],
  deal: [
    ["name", "text", "string"],
    ["responsible", "user", "user_id"],
    ["pipeline", "pipeline", "funnel"],
    ["stage", "stage", "stage"],
  ],
};

/** Addresses, files, references and links to networks have shapes that are not known. */
const TYPES: Readonly<Record<string, FieldType>> = {
  string: "text",
  textarea: "text",
  utm: "text",
  integer: "number",
  float: "number",
  money: "number",
  datetime: "datetime",
  list: "enum",
  label: "enum",
  phone: "phone",
  email: "email",
  link: "url",
  boolean: "boolean",
  user_id: "user",
};

type Lists = { users: ApiUser[]; funnels: ApiFunnel[]; contactFields: ApiField[]; dealFields: ApiField[] };

export function toDirectory({ users, funnels, contactFields, dealFields }: Lists): CrmDirectory {
  return {
    users: users.map(toUser),
    pipelines: funnels.filter(({ active }) => active !== false).map(toPipeline),
    fields: [...toFields("contact", contactFields), ...toFields("deal", dealFields)],
  };
}

/** The code of a field that has our key. */
export function toCode(entity: CrmEntity, key: string): string {
  return Object.entries(KEYS[entity]).find(([, known]) => known === key)?.[0] ?? key;
}

/** A user's e-mail, however it is given. */
export function readUserEmail({ email }: ApiUser): string | null {
  if (typeof email === "string") return email || null;
  return email?.find(({ value }) => value)?.value ?? null;
}

function toUser(user: ApiUser): CrmUser {
  const email = readUserEmail(user);
  const id = (USER_ID === "id" ? user.id : user.authUserId) ?? user.id;
  const name = [user.firstName, user.lastName].filter(Boolean).join(" ");
  return { id, name: name || email || id, email, isActive: user.active !== false };
}

function toPipeline({ id, title, stages }: ApiFunnel): CrmPipeline {
  const sorted = (stages ?? []).toSorted((a, b) => Number(a.sort ?? 0) - Number(b.sort ?? 0));
  return { id, name: title, stages: sorted.map((stage) => ({ id: stage.id, name: stage.title, kind: toKind(stage) })) };
}

function toKind({ stage_code }: ApiStage) {
  if (WON_CODES.includes(stage_code ?? "")) return "won";
  return LOST_CODES.includes(stage_code ?? "") ? "lost" : "open";
}

function toFields(entity: CrmEntity, fields: ApiField[]): CrmField[] {
  const listed = fields.flatMap((field) => toField(entity, field));
  const missing = ALWAYS[entity].filter(([key]) => !listed.some((field) => field.key === key));
  return [
    ...listed,
    ...missing.map(([key, type, nativeType]) => {
      const label = LABELS[key] ?? key;
      return { entity, key, label, type, isBuiltIn: true, isRequired: false, nativeType };
    }),
  ];
}

/** None for a field that cannot be written or whose shape is not known. */
function toField(entity: CrmEntity, field: ApiField): CrmField[] {
  const type = field.multiple && TYPES[field.type] === "enum" ? "multi_enum" : TYPES[field.type];
  if (!type || field.editable === false || field.hidden === true) return [];
  const isChoice = type === "enum" || type === "multi_enum";
  const options = (field.values ?? []).map(({ title, value }) => ({ id: value, label: title }));
  // What has nothing to choose from cannot be filled.
  if (isChoice && options.length === 0) return [];
  const isBuiltIn = field.code in KEYS[entity];
  const key = KEYS[entity][field.code] ?? field.code;
  // A field of the customer's own whose code is one of our keys could not be told from ours.
  if (!isBuiltIn && OUR_KEYS[entity].includes(key)) return [];
  return [
    {
      entity,
      key,
      label: field.name || field.code,
      type,
      isBuiltIn,
      // An owner is always known, to Uspacy if not to us.
      isRequired: field.required === true && key !== "responsible",
      ...(isChoice && { options }),
      nativeType: field.type,
    },
  ];
}
