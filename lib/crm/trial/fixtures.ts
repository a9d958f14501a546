import type { ApiContact, ApiDeal, ApiField, ApiMe, ApiPipeline, ApiUser } from "./api-types";

/** Sample answers of the trial CRM's API. */

const times = { created_at: "2026-11-20T08:00:00.000Z", updated_at: "2026-11-21T09:30:00.000Z" };

export const meFixture: ApiMe = {
  crm: { id: "01a2", name: "Пробна CRM" },
  web_url: "https://leads.example/trial-crm/01a2",
};

export const usersFixture: ApiUser[] = [
  { id: "u1", full_name: "Олена Коваль", email: "olena.koval@crm.example", is_active: true },
  { id: "u5", full_name: "Наталія Мельник", email: null, is_active: false },
];

export const pipelinesFixture: ApiPipeline[] = [
  {
    id: "p1",
    title: "Продажі",
    stages: [
      { id: "s11", title: "Нова заявка", kind: "open" },
      { id: "s14", title: "Успішно", kind: "won" },
    ],
  },
];

export const fieldsFixture: ApiField[] = [
  field("contact", "full_name", "text", { is_built_in: true, is_required: true }),
  field("contact", "cf_city", "enum", { choices: [{ id: "lviv", title: "Львів" }] }),
  field("deal", "stage_id", "stage", { is_built_in: true }),
];

export const contactFixture: ApiContact = {
  id: "c1",
  owner_id: "u1",
  properties: {
    full_name: "Іван Петренко",
    phones: ["067 111 22 33", "+48 601 234 567", "внутрішній 12"],
    emails: ["Ivan@Shop.Example"],
    tags: ["чат"],
    note: "",
    cf_city: "lviv",
  },
  web_url: "https://leads.example/trial-crm/01a2/contacts/c1",
  ...times,
};

export const dealFixture: ApiDeal = {
  id: "d1",
  owner_id: null,
  contact_id: "c1",
  pipeline_id: "p1",
  stage_id: "s14",
  state: "won",
  properties: { title: "Заявка з чату", amount: 1200 },
  web_url: null,
  ...times,
};

function field(
  entity: ApiField["entity"],
  code: string,
  type: ApiField["type"],
  more: Partial<ApiField> = {},
): ApiField {
  return { entity, code, title: code, type, is_built_in: false, is_required: false, choices: null, ...more };
}
