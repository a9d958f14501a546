import type { ApiField, ApiPipeline, ApiRecord, ApiUser } from "./api-types";

/** Sample answers of Zoho CRM's API. */

export const usersFixture: ApiUser[] = [
  { id: "554500000000010001", full_name: "Олена Коваль", email: "olena@shop.example", status: "active", confirm: true },
  { id: "554500000000010002", full_name: "Taras O'Neil", email: "taras@shop.example", status: "active", confirm: true },
  {
    id: "554500000000010009",
    full_name: "Наталія Мельник",
    email: "natalia@shop.example",
    status: "disabled",
    confirm: true,
  },
];

export const orgFixture = { company_name: "ТОВ «Крамниця»", zgid: "20074300001" };

const [qualification, negotiation] = [stage("Qualification", 1), stage("Negotiation/Review", 2)];
const [won, lost] = [stage("Closed Won", 8, "Closed Won"), stage("Closed Lost", 9, "Closed Lost")];

/** By layout: two of them share a pipeline. */
export const pipelinesFixture: Record<string, ApiPipeline[]> = {
  "554500000000090001": [
    {
      display_value: "Standard",
      actual_value: "Standard",
      // Not in the order in which they are shown.
      maps: [won, lost, negotiation, qualification],
    },
  ],
  "554500000000090002": [
    { display_value: "Standard", actual_value: "Standard", maps: [qualification, negotiation, won, lost] },
    {
      display_value: "Опт: %",
      actual_value: "Опт: %",
      maps: [stage("Qualification", 1), stage("Домовляємось", 2), won, lost],
    },
  ],
};

export const contactFieldsFixture: ApiField[] = [
  field("Owner", "ownerlookup"),
  field("First_Name", "text", { length: 40 }),
  field("Last_Name", "text", { length: 80, system_mandatory: true }),
  field("Full_Name", "text", { operation_type: { api_create: false } }),
  field("Email", "email", { length: 100 }),
  field("Secondary_Email", "email", { length: 100 }),
  field("Phone", "phone", { length: 50 }),
  field("Mobile", "phone", { length: 30 }),
  field("Asst_Phone", "phone", { length: 30 }),
  field("Tag", "text", { display_label: "Tag" }),
  field("Description", "textarea", { length: 32_000 }),
  field("Account_Name", "lookup"),
  field("Created_Time", "datetime", { read_only: true }),
  field("Viber", "phone", { display_label: "Вайбер", length: 30 }),
  field("Chat_URL", "website", { length: 450 }),
  field("Visits", "integer", { length: 9 }),
  field("Rating", "double"),
  field("Birthday", "date"),
  field("Seen_At", "datetime"),
  field("Wants_News", "boolean"),
  field("City", "picklist", { pick_list_values: [stage("-None-", 0), stage("Львів", 1), stage("Київ", 2)] }),
  field("Interests", "multiselectpicklist", { pick_list_values: [stage("Товари", 1), stage("Курси", 2)] }),
  field("Curator", "userlookup"),
  field("Nickname", "text", { length: 60 }),
  field("Card_No", "autonumber"),
  field("Old_Field", "text", { visible: false }),
];

export const dealFieldsFixture: ApiField[] = [
  field("Owner", "ownerlookup"),
  field("Deal_Name", "text", { length: 120, system_mandatory: true }),
  field("Pipeline", "picklist"),
  field("Stage", "picklist", {
    system_mandatory: true,
    pick_list_values: [qualification, negotiation, won, lost],
  }),
  field("Amount", "currency"),
  field("Closing_Date", "date", { system_mandatory: true }),
  field("Lead_Source", "picklist", { pick_list_values: [stage("-None-", 0), stage("Chat", 1), stage("Реклама", 2)] }),
  field("Tag", "text"),
  field("Contact_Name", "lookup"),
  field("Description", "textarea", { length: 32_000 }),
  field("Utm_Source", "text", { length: 255 }),
  field("Delivery_At", "datetime"),
  field("Extras", "multiselectpicklist", { pick_list_values: [stage("Монтаж", 1), stage("Доставка", 2)] }),
  field("Is_Urgent", "boolean"),
  field("Discount", "percent"),
  field("Next_Call", "date"),
  field("Invoice_File", "fileupload"),
];

/** The field that repeated creates are known by; accounts have it when their owner made it. */
export const requestFieldFixture: ApiField = field("LeadBox_Request_ID", "text", { length: 100 });

export const contactFixture: ApiRecord = {
  id: "554500000000777001",
  Owner: { id: "554500000000010001", name: "Олена Коваль", email: "olena@shop.example" },
  First_Name: "Іван",
  Last_Name: "Петренко",
  Full_Name: "Іван Петренко",
  Email: "Ivan@Shop.Example",
  Secondary_Email: null,
  Phone: "067 111 22 33",
  Mobile: "+48 601 234 567",
  Asst_Phone: "+380440000000",
  Viber: "0501112233",
  Tag: [{ name: "чат", id: "554500000000888001", color_code: null }],
  City: "Львів",
  Interests: ["Курси"],
  Seen_At: "2026-11-20T10:00:00+02:00",
  Wants_News: false,
  Visits: 3,
  Curator: { id: "554500000000010002", name: "Taras O'Neil" },
  Nickname: "",
  Birthday: null,
  Modified_Time: "2026-11-21T11:30:00+02:00",
};

export const dealFixture: ApiRecord = {
  id: "554500000000999001",
  Owner: { id: "554500000000010002", name: "Taras O'Neil" },
  Deal_Name: "Заявка з чату",
  Pipeline: "Опт: %",
  Stage: "Closed Won",
  Amount: 1200.5,
  Closing_Date: "2026-12-31",
  Contact_Name: { id: "554500000000777001", name: "Іван Петренко" },
  Lead_Source: "Chat",
  Modified_Time: "2026-11-21T11:30:00+02:00",
};

function stage(name: string, sequence: number, forecast = "Open") {
  return {
    display_value: name,
    actual_value: name,
    sequence_number: sequence,
    type: "used",
    forecast_type: forecast,
  };
}

function field(apiName: string, dataType: string, more: Partial<ApiField> = {}): ApiField {
  return {
    api_name: apiName,
    display_label: apiName.replaceAll("_", " "),
    data_type: dataType,
    visible: true,
    read_only: false,
    field_read_only: false,
    system_mandatory: false,
    operation_type: { api_create: true },
    ...more,
  };
}
