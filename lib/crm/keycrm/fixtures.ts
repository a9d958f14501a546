/** Sample answers of KeyCRM's Open API v1, as they come over the wire. */

const times = { created_at: "2026-03-01 10:00:00", updated_at: "2026-03-02 11:30:00" };

export const usersFixture = [
  {
    id: 3,
    first_name: "Ольга",
    last_name: "Коваль",
    full_name: "Ольга Коваль",
    username: "olha",
    email: "olha@shop.example",
    phone: "+380500000001",
    role_id: 2,
    status: "active",
    ...times,
  },
  {
    id: 4,
    first_name: "Петро",
    last_name: "Мельник",
    full_name: "Петро Мельник",
    username: "petro",
    email: null,
    phone: null,
    role_id: 2,
    status: "active",
    ...times,
  },
  {
    id: 5,
    first_name: "Стара",
    last_name: "Пошта",
    full_name: "Стара Пошта",
    username: "old",
    email: null,
    phone: null,
    role_id: 2,
    status: "blocked",
    ...times,
  },
];

export const pipelinesFixture = [
  { id: 1, name: "Продажі", target_type: "lead_pipeline", target_id: "2", use_payments: true, lead_type: "request" },
  // Some accounts answer with a title instead of a name.
  { id: 2, title: "Опт", target_type: "lead_pipeline", target_id: "3", use_payments: false, lead_type: "request" },
];

export const statusesFixture = [
  status(11, { pipeline: 1, title: "Нова", alias: "new" }),
  status(12, { pipeline: 1, title: "У роботі", alias: "in_work" }),
  status(18, { pipeline: 1, title: "Успішно реалізовано", alias: "successful", isFinal: true }),
  status(19, { pipeline: 1, title: "Не успішно", alias: "lost", isFinal: true }),
  status(21, { pipeline: 2, title: "Запит", alias: "request" }),
  status(22, { pipeline: 2, title: "Прорахунок", alias: "estimate" }),
  status(28, { pipeline: 2, title: "Продано", alias: "sold", isFinal: true }),
  status(29, { pipeline: 2, title: "Відмова", alias: "refused", isFinal: true }),
];

export const sourcesFixture = [
  { id: 5, name: "Telegram", alias: "telegram", driver: null },
  { id: 6, name: "Instagram", alias: "instagram", driver: null },
];

export const fieldsFixture = (["client", "lead"] as const).flatMap((model) => [
  field(model, "01", { type: "text", name: "Звідки дізналися" }),
  field(model, "02", { type: "textarea", name: "Побажання" }),
  field(model, "03", { type: "link", name: "Чат" }),
  field(model, "04", { type: "number", name: "Вік" }),
  field(model, "05", { type: "float", name: "Знижка" }),
  field(model, "06", { type: "switcher", name: "Передзвонити" }),
  field(model, "07", { type: "date", name: "Дата візиту" }),
  field(model, "08", { type: "datetime", name: "Час візиту" }),
  field(model, "09", { type: "select", name: "Місто", options: ["Київ", "Кам'янець-Подільський"] }),
  field(model, "10", { type: "select", name: "Інтереси", options: ["Курси", "Товари", "Послуги"], isMultiple: true }),
  field(model, "11", { type: "select", name: "Порожній список", options: [] }),
]);

export const buyerFixture = {
  id: 22,
  full_name: "Іван Петренко",
  birthday: "1990-05-17",
  email: ["Ivan@Shop.Example"],
  phone: ["380501112233", "+48 601 234 567", "внутрішній 12"],
  note: null,
  manager: { id: 3, full_name: "Ольга Коваль" },
  custom_fields: [
    { uuid: "CT_1009", value: ["Київ"] },
    { uuid: "CT_1008", value: "2026-03-01 09:30:00" },
    { uuid: "CT_1006", value: "1" },
    { uuid: "CT_1005", value: "12.50" },
    { uuid: "CT_9999", value: "поле, якого вже немає" },
  ],
  ...times,
};

export const cardFixture = {
  id: 501,
  contact_id: 71,
  source_id: 5,
  manager_id: 3,
  status_id: 11,
  title: "Чат: Іван",
  manager_comment: null,
  target_id: null,
  target_type: null,
  utm_source: "telegram",
  utm_medium: null,
  utm_campaign: null,
  utm_term: null,
  utm_content: null,
  is_finished: null,
  status_changed_at: "2026-03-01 10:00:00",
  communicate_at: null,
  contact: {
    id: 71,
    full_name: "Іван Петренко",
    email: "ivan@shop.example",
    phone: "+380501112233",
    client_id: 22,
    client: { id: 22, full_name: "Іван Петренко", phone: "+380501112233", email: "ivan@shop.example" },
  },
  status: { id: 11, name: "Нова", alias: "new", is_active: true, pipeline_id: 1 },
  custom_fields: [{ uuid: "LD_1003", value: "https://chat.example/1" }],
  ...times,
};

type StatusAbout = { pipeline: number; title: string; alias: string; isFinal?: boolean };

function status(id: number, { pipeline, title, alias, isFinal = false }: StatusAbout) {
  return { id, pipeline_id: pipeline, title, alias, color: "#69DB7C", is_final: isFinal, leads_count: 0 };
}

type FieldAbout = { type: string; name: string; options?: string[]; isMultiple?: boolean };

function field(model: "client" | "lead", number: string, { type, name, options = [], isMultiple = false }: FieldAbout) {
  return {
    id: Number(number),
    uuid: `${model === "client" ? "CT" : "LD"}_10${number}`,
    name,
    model,
    type,
    required: false,
    position: Number(number),
    is_multiple: isMultiple,
    options: options.map((value, index) => ({ id: 100 + index, field_id: Number(number), value })),
  };
}
