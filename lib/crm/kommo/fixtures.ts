import type { ApiContact, ApiField, ApiLead, ApiPipeline, ApiUser } from "./api-types";

/** Sample answers of one account, from which the fake account is made too. */

export const HOST = "demo.kommo.com";
const ACCOUNT_ID = 30001;

export const accountFixture = {
  id: ACCOUNT_ID,
  name: "Студія «Світло»",
  subdomain: "demo",
  current_user_id: 501,
  country: "UA",
  currency: "UAH",
  is_unsorted_on: true,
};

export const usersFixture: ApiUser[] = [
  { id: 501, name: "Ольга Бойко", email: "olha@crm.example", rights: { is_active: true } },
  { id: 502, name: "Андрій Мельник", email: "andrii@crm.example", rights: { is_active: true } },
  { id: 503, name: "Ірина Д'яченко", email: "iryna@crm.example", rights: { is_active: false } },
];

export const pipelinesFixture: ApiPipeline[] = [
  pipeline(7001, "Продажі", { is_main: true }, ["Неприйняті", "Нова заявка", "В роботі"]),
  pipeline(7002, "Сервіс", {}, ["Неприйняті", "Звернення", "Ремонт"]),
  pipeline(7003, "Стара", { is_archive: true }, ["Неприйняті", "Нова"]),
];

export const contactFieldsFixture: ApiField[] = [
  { ...field(3001, "Телефон", "multitext", ["WORK", "WORKDD", "MOB", "FAX", "HOME", "OTHER"]), code: "PHONE" },
  { ...field(3002, "Email", "multitext", ["WORK", "PRIV", "OTHER"]), code: "EMAIL" },
  { ...field(3003, "Месенджер", "multitext", ["SKYPE", "ICQ", "OTHER"]), code: "IM" },
  { ...field(3004, "Посада", "text"), code: "POSITION" },
  ...everyType(3050),
];

export const leadFieldsFixture: ApiField[] = [
  ...["UTM_SOURCE", "UTM_MEDIUM", "UTM_CAMPAIGN"].map((code, index) => ({
    ...field(4001 + index, code.toLowerCase(), "tracking_data"),
    code,
  })),
  ...everyType(4050),
];

export const contactFixture: ApiContact = {
  id: 8001,
  name: "Іван Петренко",
  first_name: "Іван",
  last_name: "",
  responsible_user_id: 501,
  updated_at: 1_750_000_500,
  is_deleted: false,
  custom_fields_values: [
    {
      field_id: 3001,
      field_code: "PHONE",
      field_type: "multitext",
      values: [
        { value: "067 111 22 33", enum_id: 300_103, enum_code: "MOB" },
        { value: "внутрішній 12", enum_id: 300_101, enum_code: "WORK" },
      ],
    },
    {
      field_id: 3002,
      field_code: "EMAIL",
      field_type: "multitext",
      values: [{ value: "Ivan@Shop.Example", enum_id: 300_201, enum_code: "WORK" }],
    },
    { field_id: 3052, field_type: "select", values: [{ value: "Львів", enum_id: 305_202 }] },
    { field_id: 3060, field_type: "legal_entity", values: [{}] },
  ],
  _embedded: { tags: [{ name: "чат" }], leads: [{ id: 9001 }] },
};

export const leadFixture: ApiLead = {
  id: 9001,
  name: "Заявка з чату",
  price: 1200,
  responsible_user_id: 0,
  pipeline_id: 7001,
  status_id: 142,
  updated_at: 1_750_000_600,
  is_deleted: false,
  custom_fields_values: null,
  _embedded: {
    tags: [],
    contacts: [
      { id: 8002, is_main: false },
      { id: 8001, is_main: true },
    ],
  },
};

/** A long-lived token as the vendor issues it; nobody checks its signature here. */
export function toToken(claims: object = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const payload = { exp: 1_900_000_000, account_id: ACCOUNT_ID, sub: "501", base_domain: "kommo.com", ...claims };
  return [part({ typ: "JWT", alg: "RS256" }), part(payload), "c2lnbmF0dXJl"].join(".");
}

/** The incoming stage comes first, the final ones have the same ids everywhere. */
function pipeline(id: number, name: string, more: Partial<ApiPipeline>, stages: string[]): ApiPipeline {
  const open = stages.map((stage, index) => ({
    id: (id - 7000) * 10 + 90_000 + index,
    name: stage,
    sort: 10 * (index + 1),
    type: index === 0 ? 1 : 0,
  }));
  const final = [
    { id: 143, name: "Закрито і не реалізовано", sort: 11_000, type: 0 },
    { id: 142, name: "Успішно реалізовано", sort: 10_000, type: 0 },
  ];
  const sort = id === 7002 ? 1 : id;
  return { id, name, sort, is_main: false, is_archive: false, ...more, _embedded: { statuses: [...final, ...open] } };
}

/** A field of each type that customers can make or the CRM keeps. */
function everyType(firstId: number): ApiField[] {
  const types = [
    ["text", "Нік у месенджері"],
    ["textarea", "Коментар"],
    ["select", "Місто", "Київ", "Львів", "Кам'янець-Подільський"],
    ["multiselect", "Інтереси", "Товари", "Курси", "Сервіс"],
    ["radiobutton", "Стать", "Жінка", "Чоловік"],
    ["numeric", "Кількість"],
    ["monetary", "Борг"],
    ["checkbox", "Згода на розсилку"],
    ["date", "Дата події"],
    ["date_time", "Коли зателефонувати"],
    ["legal_entity", "Юридична особа"],
    ["birthday", "День народження"],
    ["url", "Посилання на чат"],
    ["streetaddress", "Адреса"],
    ["smart_address", "Адреса за частинами"],
    ["file", "Файл"],
    ["linked_entity", "Пов'язане"],
    ["chained_list", "Категорії"],
    ["price", "Ціна"],
    ["select", "Порожній список"],
  ] as const;
  const fields = types.map(([type, name, ...options], index) => field(firstId + index, name, type, options));
  return [...fields, { ...field(firstId + types.length, "Прибуток", "numeric"), is_computed: true }];
}

function field(id: number, name: string, type: string, options: readonly string[] = []): ApiField {
  const enums = options.map((value, index) => ({ id: id * 100 + index + 1, value }));
  return { id, name, type, code: null, is_computed: false, enums: options.length > 0 ? enums : null };
}
