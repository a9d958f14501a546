import type { ApiDeal, ApiField, ApiMe, ApiPerson, ApiPipeline, ApiStage, ApiUser } from "./api-types";

/** Sample answers of Pipedrive's API, of one account. */

export const meFixture: ApiMe = {
  id: 11,
  name: "Олена Коваль",
  company_name: "Крамниця «Джерело»",
  company_domain: "dzherelo-12ab",
  default_currency: "UAH",
  language: { language_code: "uk" },
};

export const usersFixture: ApiUser[] = [
  { id: 11, name: "Олена Коваль", email: "olena.koval@crm.example", active_flag: true, is_deleted: false },
  { id: 12, name: "Тарас Д’яченко", email: "taras@crm.example", active_flag: true, is_deleted: false },
  { id: 13, name: "Наталія Мельник", email: null, active_flag: false, is_deleted: false },
  { id: 14, name: "Колишній", email: "former@crm.example", active_flag: false, is_deleted: true },
];

export const pipelinesFixture: ApiPipeline[] = [
  { id: 1, name: "Продажі", is_deleted: false },
  { id: 2, name: "Сервіс", is_deleted: false },
  { id: 3, name: "Стара воронка", is_deleted: true },
  { id: 4, name: "Порожня воронка", is_deleted: false },
];

/** By id, as they are listed; their order in a pipeline is another one. */
export const stagesFixture: ApiStage[] = [
  { id: 5, name: "Перемовини", pipeline_id: 1, order_nr: 2, is_deleted: false },
  { id: 6, name: "Нова заявка", pipeline_id: 1, order_nr: 1, is_deleted: false },
  { id: 7, name: "Звернення", pipeline_id: 2, order_nr: 1, is_deleted: false },
  { id: 8, name: "У роботі", pipeline_id: 2, order_nr: 2, is_deleted: false },
  { id: 9, name: "Скасований етап", pipeline_id: 2, order_nr: 3, is_deleted: true },
];

/** One custom field of every type that can be made; `hash` stands for the forty hexadecimal digits of its code. */
function listCustomFields(hash: (number: number) => string): ApiField[] {
  const types = [
    "varchar text double phone date monetary address varchar_auto user time daterange timerange org people".split(" "),
    "enum set".split(" "),
  ];
  return types.flatMap((names, withOptions) =>
    names.map((type, place) =>
      toField(hash(withOptions * 20 + place + 1), `Своє поле ${type}`, type, {
        is_custom_field: true,
        options: withOptions
          ? [
              { id: 71 + place * 10, label: "Львів" },
              { id: 72 + place * 10, label: "Київ" },
              { id: 73 + place * 10, label: "Кам’янець" },
            ]
          : null,
      }),
    ),
  );
}

export const personFieldsFixture: ApiField[] = [
  toField("id", "ID", "int"),
  toField("name", "Ім’я", "varchar"),
  toField("first_name", "Ім’я (перше)", "varchar"),
  toField("last_name", "Прізвище", "varchar"),
  toField("phone", "Телефон", "phone"),
  toField("email", "Електронна пошта", "varchar"),
  toField("owner_id", "Власник", "user"),
  toField("label_ids", "Мітка", "set", {
    options: [
      { id: 4, label: "чат" },
      { id: 5, label: "перший контакт" },
      { id: 6, label: "повторний" },
    ],
  }),
  toField("add_time", "Створено", "date"),
  ...listCustomFields((number) => toHash("a", number)),
];

export const dealFieldsFixture: ApiField[] = [
  toField("title", "Назва", "varchar"),
  toField("value", "Сума", "monetary"),
  toField("owner_id", "Власник", "user"),
  toField("pipeline_id", "Воронка", "int"),
  toField("stage_id", "Етап", "stage"),
  toField("status", "Стан", "status", { options: [{ id: "open", label: "Відкрито" }] }),
  toField("expected_close_date", "Очікуване закриття", "date"),
  toField("label_ids", "Мітка", "set", {
    options: [
      { id: 21, label: "гаряча" },
      { id: 22, label: "з Instagram" },
      { id: 23, label: "опт" },
    ],
  }),
  ...listCustomFields((number) => toHash("d", number)),
];

export const personFixture: ApiPerson = {
  id: 77,
  name: "Іра Коваль",
  first_name: "Іра",
  last_name: "Коваль",
  owner_id: 11,
  emails: [{ value: "Ira@Shop.Example", primary: true, label: "work" }],
  phones: [
    { value: "067 111 22 33", primary: false, label: "mobile" },
    { value: "+48 601 234 567", primary: true, label: "work" },
    { value: "внутрішній 12", primary: false, label: "other" },
  ],
  label_ids: [4],
  custom_fields: {
    [toHash("a", 1)]: "Текст",
    [toHash("a", 2)]: null,
    [toHash("a", 6)]: { value: 500, currency: "USD" },
    [toHash("a", 7)]: { value: "вул. Городоцька, 1", locality: "Львів" },
    [toHash("a", 9)]: 12,
    [toHash("a", 21)]: 72,
    [toHash("a", 22)]: [81, 83],
  },
  update_time: "2026-11-21T09:30:00Z",
  is_deleted: false,
};

export const dealFixture: ApiDeal = {
  id: 501,
  title: "Заявка з чату",
  owner_id: 11,
  person_id: 77,
  pipeline_id: 1,
  stage_id: 6,
  value: 0,
  status: "open",
  label_ids: [],
  expected_close_date: null,
  custom_fields: { [toHash("d", 3)]: 12.5 },
  update_time: "2026-11-21T09:30:00Z",
  is_archived: false,
  is_deleted: false,
};

/** The code of a custom field of people (`a`) or deals (`d`). */
export function toHash(letter: "a" | "d", number: number): string {
  return `${letter}${"7c3e9b1d5f".repeat(3)}e${String(number).padStart(8, "0")}`;
}

function toField(field_code: string, field_name: string, field_type: string, more: Partial<ApiField> = {}): ApiField {
  return { field_code, field_name, field_type, is_custom_field: false, options: null, ...more };
}
