/** Sample answers of Uspacy's API, as it sends them. */

export const usersFixture = [
  {
    id: 1,
    authUserId: 9001,
    firstName: "Олена",
    lastName: "Коваль",
    email: [{ value: "olena@shop.example" }],
    active: true,
  },
  {
    id: 2,
    authUserId: 9002,
    firstName: "Тарас",
    lastName: "О'Ніл",
    email: [{ value: "taras@shop.example" }],
    active: true,
  },
  { id: 5, authUserId: 9005, firstName: "Наталія", lastName: "", email: [], active: false },
];

const stages = (first: number) => [
  // Not in the order in which they are shown.
  { id: first + 3, title: "Програно", stage_code: "FAIL", sort: "4", system_stage: true },
  { id: first, title: "Нова", stage_code: "NEW", sort: "1", system_stage: true },
  { id: first + 1, title: "Домовляємось", stage_code: "uf_1", sort: "2", system_stage: false },
  { id: first + 2, title: "Успішно", stage_code: "SUCCESS", sort: "3", system_stage: true },
];

export const funnelsFixture = [
  { id: 1, title: "Продажі", funnel_code: "main", default: true, active: true, stages: stages(10) },
  { id: 2, title: "Опт", funnel_code: "opt", default: false, active: true, stages: stages(20) },
  { id: 3, title: "Стара", funnel_code: "old", default: false, active: false, stages: stages(30) },
];

export const contactFieldsFixture = [
  field("title", "string", { required: true, system_field: true }),
  field("first_name", "string", { system_field: true }),
  field("last_name", "string", { system_field: true }),
  field("phone", "phone", { multiple: true, system_field: true }),
  field("email", "email", { multiple: true, system_field: true }),
  field("owner", "user_id", { required: true, system_field: true }),
  field("comments", "textarea", { system_field: true }),
  field("source", "list", { values: choices("chat", "ads"), system_field: true }),
  field("contact_label", "label", { multiple: true, values: choices("vip", "hot") }),
  field("utm_source", "utm", { system_field: true }),
  field("created_at", "datetime", { editable: false }),
  field("uf_birthday", "datetime"),
  field("uf_visits", "integer"),
  field("uf_rating", "float"),
  field("uf_news", "boolean"),
  field("uf_chat", "link"),
  field("uf_second_phone", "phone"),
  field("uf_curator", "user_id"),
  field("uf_topics", "list", { multiple: true, values: choices("goods", "courses") }),
  field("uf_empty_list", "list", { values: [] }),
  field("uf_secret", "string", { hidden: true }),
  field("companies", "entity_reference"),
  field("address", "address"),
];

export const dealFieldsFixture = [
  field("title", "string", { required: true, system_field: true }),
  field("owner", "user_id", { required: true, system_field: true }),
  field("amount_of_the_deal", "money", { system_field: true }),
  field("source", "list", { values: choices("chat", "ads"), system_field: true }),
  field("deal_label", "label", { multiple: true, values: choices("vip", "hot") }),
  field("kanban_stage_id", "stage", { editable: false }),
  field("comments", "textarea"),
  field("utm_campaign", "utm"),
  field("uf_delivery", "datetime"),
  field("uf_prepaid", "money"),
];

/** All choices of a list come with a record, and the chosen ones are marked. */
export const contactFixture = {
  id: 77,
  created_at: 1_795_000_000,
  updated_at: 1_795_000_600,
  title: "Іван Петренко",
  first_name: "Іван",
  last_name: "Петренко",
  owner: 1,
  phone: [
    { id: "a1", type: "work", value: "067 111 22 33", main: true },
    { id: "a2", type: "home", value: "+48 601 234 567", main: false },
  ],
  email: [{ id: "b1", type: "work", value: "Ivan@Shop.Example", main: true }],
  comments: "Дзвонив",
  source: [
    { title: "chat", value: "chat", color: "#fff", sort: "1", selected: true },
    { title: "ads", value: "ads", color: "#fff", sort: "2", selected: false },
  ],
  contact_label: [{ title: "vip", value: "vip", color: "#fff", sort: "1", selected: false }],
  uf_birthday: 1_772_357_400,
  uf_news: false,
  uf_visits: null,
  utm_source: "",
};

export const dealFixture = {
  id: 501,
  updated_at: 1_795_000_600,
  title: "Заявка з чату",
  owner: 2,
  funnel_id: 2,
  kanban_stage_id: 21,
  kanban_status: "IN_WORK",
  amount_of_the_deal: { currency: "UAH", value: "1200.50" },
  contacts: [{ id: 77, title: "Іван Петренко", related_entity: true }],
};

function choices(...values: string[]) {
  return values.map((value, index) => ({ title: value, value, color: "#fff", sort: index + 1, selected: false }));
}

type Field = {
  required: boolean;
  editable: boolean;
  hidden: boolean;
  multiple: boolean;
  system_field: boolean;
  values: ReturnType<typeof choices>;
};

function field(code: string, type: string, more: Partial<Field> = {}) {
  const rest = { required: false, editable: true, show: true, hidden: false, multiple: false, system_field: false };
  return { name: code.replaceAll("_", " "), code, type, ...rest, ...more };
}
