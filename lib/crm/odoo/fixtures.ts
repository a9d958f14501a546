import type { OdooField, OdooFields, OdooRow, OdooValue } from "./api-types";

/** What Odoo says of its fields, users, teams and stages: sample answers of the versions that LeadBox is tried against. */

export type OdooVersion = 17 | 18 | 19;

/** The times are when the database was made. */
const stamps: OdooFields = {
  create_date: field("datetime", "Created on", { readonly: true }),
  write_date: field("datetime", "Last Updated on", { readonly: true }),
};

/** Fields that a customer made himself, of every type that Odoo has. */
const customFields: OdooFields = {
  x_chat_url: field("char", "Чат"),
  x_story: field("text", "Історія"),
  x_about: field("html", "Про клієнта"),
  x_age: field("integer", "Вік"),
  x_score: field("float", "Оцінка"),
  x_budget: field("monetary", "Бюджет"),
  x_is_vip: field("boolean", "VIP"),
  x_birthday: field("date", "День народження"),
  x_seen_at: field("datetime", "Був у чаті"),
  x_channel: field("selection", "Канал", {
    selection: [
      ["telegram", "Telegram"],
      ["viber", "Viber"],
    ],
  }),
  x_manager_id: field("many2one", "Другий менеджер", { relation: "res.users" }),
  x_branch_id: field("many2one", "Філія", { relation: "x_branch" }),
  x_interest_ids: field("many2many", "Цікавить", { relation: "x_interest" }),
  x_file: field("binary", "Файл"),
  x_total: field("float", "Разом", { readonly: true }),
};

export function partnerFields(version: OdooVersion): OdooFields {
  return {
    ...stamps,
    name: field("char", "Name"),
    display_name: field("char", "Display Name", { readonly: true, store: false }),
    active: field("boolean", "Active"),
    type: field("selection", "Address Type", { selection: [["contact", "Contact"]] }),
    is_company: field("boolean", "Is a Company"),
    parent_id: field("many2one", "Related Company", { relation: "res.partner" }),
    child_ids: field("one2many", "Contact", { relation: "res.partner" }),
    email: field("char", "Email"),
    email_normalized: field("char", "Normalized Email", { readonly: true }),
    phone: field("char", "Phone"),
    ...(version < 19 && { mobile: field("char", "Mobile") }),
    phone_mobile_search: field("char", "Phone Number", { store: false }),
    phone_sanitized: field("char", "Sanitized Number", { readonly: true }),
    function: field("char", "Job Position"),
    website: field("char", "Website Link"),
    city: field("char", "City"),
    country_id: field("many2one", "Country", { relation: "res.country" }),
    lang: field("selection", "Language", {
      selection: [
        ["en_US", "English (US)"],
        ["uk_UA", "Ukrainian / українська"],
      ],
    }),
    color: field("integer", "Color Index"),
    image_1920: field("binary", "Image"),
    message_bounce: field("integer", "Bounce"),
    comment: field("html", "Notes"),
    user_id: field("many2one", "Salesperson", { relation: "res.users" }),
    category_id: field("many2many", "Tags", { relation: "res.partner.category" }),
    ...customFields,
  };
}

export function leadFields(version: OdooVersion): OdooFields {
  return {
    ...stamps,
    name: field("char", "Opportunity", { required: true }),
    active: field("boolean", "Active"),
    type: field("selection", "Type", {
      required: true,
      selection: [
        ["lead", "Lead"],
        ["opportunity", "Opportunity"],
      ],
    }),
    partner_id: field("many2one", "Customer", { relation: "res.partner" }),
    contact_name: field("char", "Contact Name"),
    email_from: field("char", "Email"),
    phone: field("char", "Phone"),
    ...(version < 19 && { mobile: field("char", "Mobile") }),
    user_id: field("many2one", "Salesperson", { relation: "res.users" }),
    team_id: field("many2one", "Sales Team", { relation: "crm.team" }),
    stage_id: field("many2one", "Stage", { relation: "crm.stage" }),
    probability: field("float", "Probability"),
    ...(version >= 19 && {
      won_status: field("selection", "Is Won", {
        readonly: true,
        selection: [
          ["won", "Won"],
          ["lost", "Lost"],
          ["pending", "Pending"],
        ],
      }),
    }),
    expected_revenue: field("monetary", "Expected Revenue"),
    priority: field("selection", "Priority", {
      selection: [
        ["0", "Low"],
        ["1", "Medium"],
        ["2", "High"],
        ["3", "Very High"],
      ],
    }),
    description: field("html", "Notes"),
    date_deadline: field("date", "Expected Closing"),
    referred: field("char", "Referred By"),
    lost_reason_id: field("many2one", "Lost Reason", { relation: "crm.lost.reason" }),
    tag_ids: field("many2many", "Tags", { relation: "crm.tag" }),
    source_id: field("many2one", "Source", { relation: "utm.source" }),
    medium_id: field("many2one", "Medium", { relation: "utm.medium" }),
    campaign_id: field("many2one", "Campaign", { relation: "utm.campaign" }),
    lead_properties: field("properties", "Properties"),
    ...customFields,
  };
}

export const userRows: OdooRow[] = [
  user(7, "Бот LeadBox", "bot@acme.example"),
  user(8, "Олена Коваль", "olena@acme.example"),
  user(9, "Ярослав Бондар", "yaroslav@acme.example"),
  { ...user(1, "OdooBot", "__system__"), email: false, active: false },
  { ...user(10, "Клієнт порталу", "client@shop.example"), share: true },
];

export const teamRows: OdooRow[] = [
  { id: 1, name: "Продажі", sequence: 1, use_opportunities: true, active: true, member_ids: [7, 8] },
  { id: 2, name: "Опт", sequence: 2, use_opportunities: true, active: true, member_ids: [9] },
  { id: 3, name: "Підтримка", sequence: 3, use_opportunities: false, active: true, member_ids: [] },
];

/** Stages of all teams, of one, and that are won; `team_ids` is new in 19. */
export function stageRows(version: OdooVersion): OdooRow[] {
  const toTeam = (team: { id: number; name: string } | null): Record<string, OdooValue> => {
    if (version >= 19) return { team_ids: team ? [team.id] : [] };
    return { team_id: team ? [team.id, team.name] : false };
  };
  const wholesale = { id: 2, name: "Опт" };
  return [
    { id: 1, name: "Нова", sequence: 1, is_won: false, fold: false, ...toTeam(null) },
    { id: 2, name: "Кваліфікація", sequence: 2, is_won: false, fold: false, ...toTeam(null) },
    { id: 5, name: "Договір", sequence: 3, is_won: false, fold: false, ...toTeam(wholesale) },
    { id: 4, name: "Виграно", sequence: 70, is_won: true, fold: false, ...toTeam(null) },
  ];
}

export const contactRow: OdooRow = {
  id: 31,
  name: "Іван Петренко",
  email: "Ivan@Shop.Example, second@shop.example",
  phone: "067 111 22 33",
  mobile: "+48 601 234 567",
  comment: "<p>Любить каву &amp; чай<br>двічі</p>",
  user_id: [8, "Олена Коваль"],
  category_id: [4, 3],
  website: false,
  country_id: [230, "Україна"],
  x_age: 0,
  x_is_vip: false,
  x_channel: "viber",
  x_birthday: "1990-02-28",
  x_seen_at: "2026-11-20 08:05:00",
  x_manager_id: [9, "Ярослав Бондар"],
  x_branch_id: false,
  x_interest_ids: [2, 1],
  write_date: "2026-11-21 09:30:00",
};

export const dealRow: OdooRow = {
  id: 501,
  name: "Заявка з чату",
  active: true,
  partner_id: [31, "Іван Петренко"],
  team_id: [2, "Опт"],
  stage_id: [5, "Договір"],
  user_id: false,
  expected_revenue: 1200,
  source_id: [6, "Telegram"],
  tag_ids: [],
  write_date: "2026-11-21 09:30:00",
};

function user(id: number, name: string, login: string): OdooRow {
  const more = { email: login, active: true, share: false, tz: "Europe/Kyiv", lang: "uk_UA" };
  return { id, name, login, ...more, company_id: [1, "ТОВ «Акме»"] };
}

function field(type: string, label: string, more: Partial<OdooField> = {}): OdooField {
  return { type, string: label, required: false, readonly: false, store: true, ...more };
}
