import { BUILT_IN_FIELD_KEYS, type CrmEntity, type CrmField, type FieldOption, type FieldType } from "../types";
import type { OdooField, OdooFields } from "./api-types";

export const MODELS = { contact: "res.partner", deal: "crm.lead" } as const satisfies Record<CrmEntity, string>;

/** A field that the customer may add to both models, which then keeps what LeadBox names a write by. */
export const REQUEST_ID_FIELD = "x_leadbox_request_id";

/** Our name of a built-in field and theirs. */
const CODES: Record<CrmEntity, Readonly<Record<string, string>>> = {
  contact: {
    name: "name",
    phone: "phone",
    email: "email",
    tags: "category_id",
    note: "comment",
    responsible: "user_id",
  },
  deal: {
    name: "name",
    pipeline: "team_id",
    stage: "stage_id",
    amount: "expected_revenue",
    source: "source_id",
    responsible: "user_id",
  },
};

const BUILT_IN_TYPES: Readonly<Record<string, FieldType>> = {
  name: "text",
  phone: "phone",
  email: "email",
  tags: "tags",
  note: "text",
  responsible: "user",
  pipeline: "pipeline",
  stage: "stage",
  amount: "number",
  source: "text",
};

/** Lists of names that anybody may add to: they are written by name, and made where they are missing. */
const NAME_MODELS: readonly string[] = ["res.partner.category", "crm.tag", "utm.source", "utm.medium", "utm.campaign"];

/** Links that are worth choosing from; of links that the customer made himself all are. */
const STANDARD_LINKS: readonly string[] = ["country_id", "title", "industry_id", "tag_ids", "medium_id", "campaign_id"];

/** What Odoo keeps for itself, or what would turn a person or a deal into something else. */
const HIDDEN: Record<CrmEntity, readonly string[]> = {
  contact: [
    ...["active", "additional_info", "barcode", "color", "company_name", "credit_limit", "date", "date_localization"],
    ...["debit_limit", "employee", "mobile", "partner_latitude", "partner_longitude", "partner_share", "self", "trust"],
    ...["type", "tz", "email_normalized", "phone_sanitized"],
  ],
  // A phone or an e-mail that is written to a deal is written to its contact too, over what is there.
  deal: [
    ...["active", "automated_probability", "color", "contact_name", "email_cc", "email_from", "email_state", "mobile"],
    ...[
      "phone",
      "phone_state",
      "probability",
      "prorated_revenue",
      "type",
      "won_status",
      "iap_enrich_done",
      "reveal_id",
    ],
    ...["date_automation_last", "date_closed", "date_conversion", "date_last_stage_update", "date_open"],
    ...["email_domain_criterion", "email_normalized", "phone_sanitized", "day_open", "day_close"],
  ],
};
const HIDDEN_NAMES =
  /^(message|activity|signup|property|is|my|rating|website|image|avatar|create|write|recurring|calendar|peppol|ocn)_|_warn(_msg)?$/;

const TYPES: Readonly<Record<string, FieldType>> = {
  char: "text",
  text: "text",
  html: "text",
  integer: "number",
  float: "number",
  monetary: "number",
  boolean: "boolean",
  date: "date",
  datetime: "datetime",
  selection: "enum",
};

/** Name of a field in Odoo. */
export function toCode(entity: CrmEntity, key: string): string {
  return Object.hasOwn(CODES[entity], key) ? (CODES[entity][key] ?? key) : key;
}

/** Models whose records the fields that are offered are chosen from. */
export function listLinkedModels(fields: Readonly<Record<CrmEntity, OdooFields>>): string[] {
  const models = (["contact", "deal"] as const).flatMap((entity) =>
    Object.entries(fields[entity]).flatMap(([code, field]) =>
      isOffered(entity, code, field) && needsOptions(field) ? [field.relation ?? ""] : [],
    ),
  );
  return [...new Set(models)];
}

/** The fields that can be written: the built-in ones first. `options` are the records of linked models; without them a link is left out. */
export function toFields(
  entity: CrmEntity,
  fields: OdooFields,
  options: ReadonlyMap<string, FieldOption[]>,
): CrmField[] {
  const builtIn = BUILT_IN_FIELD_KEYS[entity].flatMap((key) => {
    const field = CODES[entity][key] === undefined ? undefined : fields[toCode(entity, key)];
    const type = BUILT_IN_TYPES[key];
    if (!field || !type) return [];
    const isRequired = key === "name";
    return [{ entity, key, label: field.string, type, isBuiltIn: true, isRequired, nativeType: field.type }];
  });
  const others = Object.entries(fields).flatMap(([code, field]) => {
    const choice = isOffered(entity, code, field) ? toChoice(code, field, options) : null;
    if (!choice) return [];
    const common = { entity, key: code, label: field.string, isBuiltIn: false, isRequired: field.required ?? false };
    return [{ ...common, ...choice, nativeType: field.type }];
  });
  return [...builtIn, ...others];
}

/** Whether a link is read and written by the name of what it leads to. */
export function isLinkByName({ type, relation = "" }: Pick<OdooField, "type" | "relation">): boolean {
  return (type === "many2one" || type === "many2many") && NAME_MODELS.includes(relation);
}

function isOffered(entity: CrmEntity, code: string, { type, store, readonly }: OdooField) {
  if (store === false || readonly === true || code === REQUEST_ID_FIELD) return false;
  if (code.startsWith("x_")) return true;
  if (Object.values(CODES[entity]).includes(code) || HIDDEN[entity].includes(code)) return false;
  if (type === "many2one" || type === "many2many") return STANDARD_LINKS.includes(code);
  return !HIDDEN_NAMES.test(code);
}

function needsOptions(field: OdooField) {
  const isLink = field.type === "many2one" || field.type === "many2many";
  return isLink && !isLinkByName(field) && !isUser(field);
}

function isUser({ type, relation }: OdooField) {
  return type === "many2one" && relation === "res.users";
}

function toChoice(
  code: string,
  field: OdooField,
  linked: ReadonlyMap<string, FieldOption[]>,
): Pick<CrmField, "type" | "options"> | null {
  if (isUser(field)) return { type: "user" };
  if (isLinkByName(field)) return { type: field.type === "many2many" ? "tags" : "text" };
  if (code === "website" && field.type === "char") return { type: "url" };
  const options = needsOptions(field)
    ? linked.get(field.relation ?? "")
    : field.selection?.map(([id, label]) => ({ id, label }));
  const type = field.type === "many2one" ? "enum" : field.type === "many2many" ? "multi_enum" : TYPES[field.type];
  if (type !== "enum" && type !== "multi_enum") return type ? { type } : null;
  return options && options.length > 0 ? { type, options } : null;
}
