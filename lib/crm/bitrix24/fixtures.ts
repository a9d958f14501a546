import type {
  ApiCategory,
  ApiContact,
  ApiDeal,
  ApiField,
  ApiFields,
  ApiProfile,
  ApiStatus,
  ApiUser,
} from "./api-types";

/** Sample answers of Bitrix24's API, shared by the tests of the mapper and the fake portal. */

export const profileFixture: ApiProfile = { ID: "1", NAME: "Олена", LAST_NAME: "Коваль" };

export const usersFixture: ApiUser[] = [
  { ID: "1", ACTIVE: true, NAME: "Олена", LAST_NAME: "Коваль", EMAIL: "olena.koval@crm.example" },
  { ID: "7", ACTIVE: true, NAME: "Дмитро", LAST_NAME: "", EMAIL: "dmytro@crm.example" },
  { ID: "9", ACTIVE: false, NAME: "", LAST_NAME: "", EMAIL: "" },
];

export const categoriesFixture: ApiCategory[] = [
  { id: "7", name: "B2B", sort: 200, isDefault: "N" },
  { id: "0", name: "Загальна", sort: 300, isDefault: "Y" },
];

const stages = (prefix: string): ApiStatus[] => [
  status(`${prefix}NEW`, "Нова", null, "process"),
  status(`${prefix}PREPARATION`, "Підготовка", null, "process"),
  status(`${prefix}WON`, "Успіх", "S", "success"),
  status(`${prefix}LOSE`, "Провал", "F", "failure"),
  status(`${prefix}APOLOGY`, "Аналіз провалу", "F", "apology"),
];

export const statusesFixture: Record<string, ApiStatus[]> = {
  DEAL_STAGE: stages(""),
  DEAL_STAGE_7: stages("C7:"),
  SOURCE: [status("WEB", "Вебсайт"), status("CHAT", "Чат")],
  CONTACT_TYPE: [status("CLIENT", "Клієнт"), status("PARTNER", "Партнер")],
  DEAL_TYPE: [status("SALE", "Продаж")],
  HONORIFIC: [],
};

/** A field of every type that a customer may add. */
const ownFields: ApiFields = {
  UF_CRM_TEXT: own("string", "Telegram"),
  UF_CRM_TEXTS: own("string", "Товари", { isMultiple: true }),
  UF_CRM_COUNT: own("integer", "Кількість"),
  UF_CRM_WEIGHT: own("double", "Вага"),
  UF_CRM_AGREED: own("boolean", "Згода"),
  UF_CRM_DAY: own("date", "День"),
  UF_CRM_VISIT: own("datetime", "Візит"),
  UF_CRM_LINK: own("url", "Посилання на чат"),
  UF_CRM_BUDGET: own("money", "Бюджет"),
  UF_CRM_PLACE: own("address", "Адреса"),
  UF_CRM_CITY: own("enumeration", "Місто", { items: [item("44", "Київ"), item("45", "Львів")] }),
  UF_CRM_INTERESTS: own("enumeration", "Інтереси", {
    isMultiple: true,
    items: [item("51", "Товари"), item("52", "Курси")],
  }),
  UF_CRM_HELPER: own("employee", "Помічник"),
  UF_CRM_PAPER: own("file", "Документ"),
  UF_CRM_ROOM: own("iblock_element", "Кімната"),
  UF_CRM_SOON: own("enumeration", "Ще без варіантів", { items: [] }),
};

export const contactFieldsFixture: ApiFields = {
  ID: system("integer", "ID", { isReadOnly: true }),
  HONORIFIC: system("crm_status", "Звертання", { statusType: "HONORIFIC" }),
  NAME: system("string", "Ім'я"),
  LAST_NAME: system("string", "Прізвище"),
  PHOTO: system("file", "Фото"),
  BIRTHDATE: system("date", "Дата народження"),
  TYPE_ID: system("crm_status", "Тип контакту", { statusType: "CONTACT_TYPE" }),
  SOURCE_ID: system("crm_status", "Джерело", { statusType: "SOURCE" }),
  POST: system("string", "Посада"),
  COMMENTS: system("string", "Коментар"),
  OPENED: system("char", "Доступний усім"),
  ASSIGNED_BY_ID: system("user", "Відповідальний"),
  DATE_CREATE: system("datetime", "Створено", { isReadOnly: true }),
  DATE_MODIFY: system("datetime", "Змінено", { isReadOnly: true }),
  COMPANY_ID: system("crm_company", "Компанія"),
  ORIGINATOR_ID: system("string", "Зовнішнє джерело"),
  ORIGIN_ID: system("string", "Зовнішній ID"),
  UTM_SOURCE: system("string", "Рекламна система"),
  PHONE: system("crm_multifield", "Телефон", { isMultiple: true }),
  EMAIL: system("crm_multifield", "E-mail", { isMultiple: true }),
  IM: system("crm_multifield", "Месенджер", { isMultiple: true }),
  ...ownFields,
};

export const dealFieldsFixture: ApiFields = {
  ID: system("integer", "ID", { isReadOnly: true }),
  TITLE: system("string", "Назва"),
  TYPE_ID: system("crm_status", "Тип", { statusType: "DEAL_TYPE" }),
  CATEGORY_ID: system("crm_category", "Воронка", { isImmutable: true }),
  STAGE_ID: system("crm_status", "Стадія", { statusType: "DEAL_STAGE" }),
  STAGE_SEMANTIC_ID: system("string", "Група стадії", { isReadOnly: true }),
  PROBABILITY: system("integer", "Імовірність"),
  OPPORTUNITY: system("double", "Сума"),
  CURRENCY_ID: system("crm_currency", "Валюта"),
  CONTACT_ID: system("crm_contact", "Контакт"),
  CONTACT_IDS: system("crm_contact", "Контакти", { isMultiple: true }),
  BEGINDATE: system("date", "Дата початку"),
  OPENED: system("char", "Доступна усім"),
  CLOSED: system("char", "Закрита"),
  COMMENTS: system("string", "Коментар"),
  ASSIGNED_BY_ID: system("user", "Відповідальний"),
  DATE_CREATE: system("datetime", "Створено", { isReadOnly: true }),
  DATE_MODIFY: system("datetime", "Змінено", { isReadOnly: true }),
  SOURCE_ID: system("crm_status", "Джерело", { statusType: "SOURCE" }),
  ORIGINATOR_ID: system("string", "Зовнішнє джерело"),
  ORIGIN_ID: system("string", "Зовнішній ID"),
  UTM_SOURCE: system("string", "Рекламна система"),
  UTM_CAMPAIGN: system("string", "Рекламна кампанія"),
  ...ownFields,
};

export const contactFixture: ApiContact = {
  ID: "46",
  NAME: "Іван",
  LAST_NAME: "Петренко",
  COMMENTS: null,
  ASSIGNED_BY_ID: "1",
  SOURCE_ID: "WEB",
  DATE_MODIFY: "2026-11-21T11:30:00+02:00",
  UF_CRM_CITY: "44",
  UF_CRM_INTERESTS: false,
  UF_CRM_AGREED: "0",
  UF_CRM_TEXTS: ["Чай"],
  PHONE: [
    { ID: "201", VALUE: "067 111 22 33" },
    { ID: "203", VALUE: "внутрішній 12" },
  ],
  EMAIL: [{ ID: "202", VALUE: "Ivan@Shop.Example" }],
};

export const dealFixture: ApiDeal = {
  ID: "394",
  TITLE: "Заявка з чату",
  CATEGORY_ID: "7",
  STAGE_ID: "C7:WON",
  STAGE_SEMANTIC_ID: "S",
  CLOSED: "Y",
  OPPORTUNITY: "1200.50",
  ASSIGNED_BY_ID: "7",
  CONTACT_ID: "46",
  SOURCE_ID: "WEB",
  BEGINDATE: "2026-11-20T00:00:00+02:00",
  UF_CRM_VISIT: "2026-11-20T11:30:00+02:00",
  UF_CRM_PLACE: "Київ, Хрещатик 1|50.45;30.52|12",
  UF_CRM_BUDGET: "100|UAH",
  DATE_MODIFY: "2026-11-21T11:30:00+02:00",
};

function status(STATUS_ID: string, NAME: string, SEMANTICS: string | null = null, words?: string): ApiStatus {
  return { STATUS_ID, NAME, SEMANTICS, ...(words && { EXTRA: { SEMANTICS: words } }) };
}

function system(type: string, title: string, more: Partial<ApiField> = {}): ApiField {
  return {
    type,
    isRequired: false,
    isReadOnly: false,
    isImmutable: false,
    isMultiple: false,
    isDynamic: false,
    title,
    ...more,
  };
}

function own(type: string, formLabel: string, more: Partial<ApiField> = {}): ApiField {
  return { ...system(type, "UF_CRM"), isDynamic: true, listLabel: formLabel, formLabel, ...more };
}

function item(ID: string, VALUE: string) {
  return { ID, VALUE };
}
