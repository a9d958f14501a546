import type { ApiAccount, ApiOwner, ApiPipeline, ApiProperty, ApiRecord } from "./api-types";

/** Sample answers of HubSpot's API: one account with all kinds of properties. */

export const accountFixture: ApiAccount = { portalId: 4455667, uiDomain: "app-eu1.hubspot.com" };

export const ownersFixture: ApiOwner[] = [
  owner("70011", { firstName: "Олена", lastName: "Д’яченко", email: "olena@shop.example" }),
  owner("70012", { firstName: "Ann", lastName: "Lee", email: "ann@shop.example" }),
  owner("70013", { firstName: "", lastName: "", email: "sales@shop.example" }),
  owner("70020", { type: "QUEUE", firstName: "Черга", email: null }),
];

export const pipelinesFixture: ApiPipeline[] = [
  {
    id: "81234567",
    label: "Опт",
    displayOrder: 1,
    archived: false,
    stages: [
      stage("181234572", "Програно", { order: 3, isClosed: "true", probability: "0.0" }),
      stage("181234570", "Запит", { order: 0, isClosed: "false", probability: "0.1" }),
      stage("181234571", "Договір", { order: 1, isClosed: "false", probability: "0.6" }),
      stage("181234573", "Виграно", { order: 2, isClosed: "true", probability: "1.0" }),
    ],
  },
  {
    id: "default",
    label: "Продажі",
    displayOrder: 0,
    archived: false,
    stages: [
      stage("appointmentscheduled", "Нова заявка", { order: 0, isClosed: "false", probability: "0.2" }),
      stage("contractsent", "Рахунок", { order: 1, isClosed: "false", probability: "0.8" }),
      stage("closedwon", "Успішно", { order: 2, isClosed: "true", probability: "1.0" }),
      stage("closedlost", "Програно", { order: 3, isClosed: "true", probability: "0.0" }),
    ],
  },
];

const readOnly = { modificationMetadata: { readOnlyValue: true } };
const ownerReference = { referencedObjectType: "OWNER" };

const CUSTOM: ApiProperty[] = [
  property("chat_url", "string", "text"),
  property("about", "string", "textarea"),
  property("story", "string", "html"),
  property("age", "number", "number"),
  property("birthday", "date", "date"),
  property("visited_at", "datetime", "date"),
  property("is_vip", "bool", "booleancheckbox", { options: choices("true", "false") }),
  property("agrees", "enumeration", "booleancheckbox", { options: choices("true", "false") }),
  property("city", "enumeration", "select", {
    options: [
      { label: "Львів", value: "lviv", hidden: false },
      { label: "Київ", value: "Київ", hidden: false },
      { label: "Стара назва", value: "old", hidden: true },
    ],
  }),
  property("interests", "enumeration", "checkbox", { options: choices("goods", "courses", "services") }),
  property("second_owner", "enumeration", "select", ownerReference),
  property("spare_phone", "string", "phonenumber"),
  property("place", "object_coordinates", "text"),
  property("photo", "string", "file"),
  property("score", "number", "calculation_equation", { calculated: true, ...readOnly }),
  property("hs_secret", "string", "text", { hidden: true }),
];

export const contactPropertiesFixture: ApiProperty[] = [
  property("firstname", "string", "text", { label: "First Name" }),
  property("lastname", "string", "text", { label: "Last Name" }),
  property("email", "string", "text", { label: "Email" }),
  property("hs_additional_emails", "enumeration", "checkbox"),
  property("phone", "string", "phonenumber", { label: "Phone Number" }),
  property("mobilephone", "string", "phonenumber", { label: "Mobile Phone Number" }),
  property("hubspot_owner_id", "enumeration", "select", { label: "Contact owner", ...ownerReference }),
  property("lifecyclestage", "enumeration", "radio", { options: choices("subscriber", "lead", "customer") }),
  property("createdate", "datetime", "date", readOnly),
  property("lastmodifieddate", "datetime", "date", readOnly),
  property("hs_object_id", "number", "number", readOnly),
  ...CUSTOM,
  property("tags", "string", "text", { label: "Позначки" }),
];

export const dealPropertiesFixture: ApiProperty[] = [
  property("dealname", "string", "text", { label: "Deal Name" }),
  property("pipeline", "enumeration", "select", { label: "Pipeline" }),
  property("dealstage", "enumeration", "radio", { label: "Deal Stage" }),
  property("amount", "number", "number", { label: "Amount" }),
  property("hubspot_owner_id", "enumeration", "select", { label: "Deal owner", ...ownerReference }),
  property("closedate", "datetime", "date"),
  property("createdate", "datetime", "date", readOnly),
  property("hs_lastmodifieddate", "datetime", "date", readOnly),
  property("hs_object_id", "number", "number", readOnly),
  property("hs_is_closed", "bool", "booleancheckbox", { calculated: true, ...readOnly }),
  ...CUSTOM,
  property("source", "string", "text", { label: "Звідки" }),
];

/** The property in which an account keeps the ids of our requests. */
export const requestIdPropertyFixture: ApiProperty = property("leadbox_request_id", "string", "text", {
  label: "LeadBox request",
  hasUniqueValue: true,
});

export const contactFixture: ApiRecord = {
  id: "37765128953",
  properties: {
    firstname: "Іван",
    lastname: "Петренко",
    email: "Ivan@Shop.Example",
    hs_additional_emails: "ivan@work.example;I.P@shop.example",
    phone: "067 111 22 33",
    mobilephone: "+48 601 234 567",
    hubspot_owner_id: "70011",
    city: "lviv",
    interests: "goods;courses",
    is_vip: "false",
    age: "30.5",
    birthday: "2026-03-01",
    visited_at: "2026-03-01T09:30:00Z",
    story: "<p>Був &amp; замовив</p>",
    tags: "чат",
    chat_url: "",
    about: null,
  },
  updatedAt: "2026-11-21T09:30:00.000Z",
};

export const dealFixture: ApiRecord = {
  id: "9001",
  properties: {
    dealname: "Заявка з чату",
    pipeline: "default",
    dealstage: "closedwon",
    amount: "1200",
    hubspot_owner_id: "",
    hs_is_closed: "true",
    source: "Instagram",
  },
  updatedAt: "2026-11-21T09:30:00.000Z",
};

function owner(id: string, more: Partial<ApiOwner>): ApiOwner {
  return { id, type: "PERSON", archived: false, ...more };
}

function stage(
  id: string,
  label: string,
  { order, ...metadata }: { order: number; isClosed: string; probability: string },
) {
  return { id, label, displayOrder: order, archived: false, metadata };
}

function property(name: string, type: string, fieldType: string, more: Partial<ApiProperty> = {}): ApiProperty {
  return { name, label: name, type, fieldType, options: [], hidden: false, calculated: false, ...more };
}

function choices(...values: string[]) {
  return values.map((value) => ({ label: value, value, hidden: false }));
}
