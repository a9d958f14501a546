import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { OdooField, OdooFields } from "@/lib/crm/odoo/api-types";
import { leadFields, type OdooVersion, partnerFields, stageRows, teamRows, userRows } from "@/lib/crm/odoo/fixtures";

/** A value as the database has it: links as ids, nothing as false. */
export type StoredValue = string | number | boolean | number[];
export type StoredRow = { id: number } & Record<string, StoredValue>;
export type Table = { fields: OdooFields; rows: Map<number, StoredRow>; order: string; compute?: Compute };
export type Tables = Map<string, Table>;
/** Values that follow from others. */
type Compute = (row: StoredRow) => Record<string, StoredValue>;

export type FakeOptions = {
  /** The customer added a field for the ids of requests. */
  hasRequestIds?: boolean;
  hasCrm?: boolean;
  /** False as on servers where contacts lack the searches of the phone mixin. */
  hasPhoneSearch?: boolean;
};

/** The models of one database of that version, with what an administrator set up there. */
export function createTables(
  version: OdooVersion,
  { hasRequestIds = false, hasCrm = true, hasPhoneSearch = true }: FakeOptions,
): Tables {
  const requestIds: OdooFields = hasRequestIds ? { x_leadbox_request_id: field("char", "LeadBox") } : {};
  const { phone_mobile_search, phone_sanitized, ...plainFields } = partnerFields(version);
  const partner = hasPhoneSearch ? partnerFields(version) : plainFields;
  const tables: Tables = new Map([
    ["res.company", named([[1, "ТОВ «Акме»"]])],
    ["res.users", table(USER_FIELDS, userRows)],
    [
      "res.country",
      named([
        [230, "Україна"],
        [75, "Польща"],
      ]),
    ],
    ["res.partner.category", { ...named([[1, "vip"]]), order: "name" }],
    ["res.partner", { ...table({ ...partner, ...requestIds }, []), compute: computePartner }],
    [
      "x_branch",
      named([
        [1, "Львів"],
        [2, "Київ"],
      ]),
    ],
    [
      "x_interest",
      named([
        [1, "Товари"],
        [2, "Курси"],
        [3, "Опт"],
      ]),
    ],
    ["mail.activity", table(ACTIVITY_FIELDS, [])],
  ]);
  if (!hasCrm) return tables;
  return new Map([
    ...tables,
    ["crm.team", table(TEAM_FIELDS, teamRows)],
    ["crm.stage", table(toStageFields(version), stageRows(version))],
    ["crm.lead", table({ ...leadFields(version), ...requestIds }, [])],
    ["crm.tag", named([[1, "VIP"]])],
    ["crm.lost.reason", named([])],
    ["utm.source", named([[1, "Telegram"]])],
    ["utm.medium", named([])],
    ["utm.campaign", named([])],
  ]);
}

const USER_FIELDS: OdooFields = {
  name: field("char", "Name"),
  login: field("char", "Login", { required: true }),
  email: field("char", "Email"),
  active: field("boolean", "Active"),
  share: field("boolean", "Share User", { readonly: true }),
  tz: field("selection", "Timezone"),
  lang: field("selection", "Language"),
  company_id: field("many2one", "Company", { relation: "res.company" }),
};

const TEAM_FIELDS: OdooFields = {
  name: field("char", "Sales Team", { required: true }),
  sequence: field("integer", "Sequence"),
  active: field("boolean", "Active"),
  use_opportunities: field("boolean", "Pipeline"),
  member_ids: field("many2many", "Salespersons", { relation: "res.users" }),
};

const ACTIVITY_FIELDS: OdooFields = {
  res_model: field("char", "Related Document Model"),
  res_id: field("integer", "Related Document ID"),
  act_type_xmlid: field("char", "Activity Type"),
  automated: field("boolean", "Automated activity"),
  summary: field("char", "Summary"),
  note: field("html", "Note"),
  date_deadline: field("date", "Due Date", { required: true }),
  user_id: field("many2one", "Assigned to", { relation: "res.users" }),
};

function toStageFields(version: OdooVersion): OdooFields {
  return {
    name: field("char", "Stage Name", { required: true }),
    sequence: field("integer", "Sequence"),
    is_won: field("boolean", "Is Won Stage?"),
    fold: field("boolean", "Folded in Pipeline"),
    ...(version >= 19
      ? { team_ids: field("many2many", "Sales Teams", { relation: "crm.team" }) }
      : { team_id: field("many2one", "Sales Team", { relation: "crm.team" }) }),
  };
}

function computePartner({ email, phone, mobile }: StoredRow) {
  const [address] = /[^\s<>,;"]+@[^\s<>,;"]+/.exec(String(email || "")) ?? [];
  const number = parsePhoneNumberFromString(String(mobile || phone || ""), "UA");
  return {
    email_normalized: address?.toLowerCase() ?? false,
    phone_sanitized: number?.isValid() ? number.number : false,
  };
}

function named(names: readonly (readonly [number, string])[]): Table {
  return table(
    { name: field("char", "Name", { required: true }) },
    names.map(([id, name]) => ({ id, name })),
  );
}

/** Rows as an answer tells them, stored. */
function table(fields: OdooFields, rows: readonly { id: number }[]): Table {
  const all = { ...fields, display_name: field("char", "Display Name", { readonly: true, store: false }) };
  return { fields: all, rows: new Map(rows.map((row) => [row.id, toStored(row, all)])), order: "id" };
}

function toStored(row: { id: number }, fields: OdooFields): StoredRow {
  const stored: StoredRow = { id: row.id };
  for (const [name, value] of Object.entries(row)) {
    const isLink = fields[name]?.type === "many2one" && Array.isArray(value);
    stored[name] = isLink ? value[0] : value;
  }
  return stored;
}

function field(type: string, label: string, more: Partial<OdooField> = {}): OdooField {
  return { type, string: label, required: false, readonly: false, store: true, ...more };
}
