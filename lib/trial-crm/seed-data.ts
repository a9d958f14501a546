import type { CrmEntity, FieldOption, FieldType } from "@/lib/crm/types";

/** What a new trial CRM offers: users, two pipelines, and a custom field of every type on contacts and on deals. */

export const SEED_USERS = [
  { id: "u1", name: "Олена Коваль", email: "olena.koval@crm.example", isActive: true },
  { id: "u2", name: "Андрій Шевченко", email: "andrii.shevchenko@crm.example", isActive: true },
  { id: "u3", name: "Ірина Бондаренко", email: "iryna.bondarenko@crm.example", isActive: true },
  { id: "u4", name: "Максим Ткаченко", email: "maksym.tkachenko@crm.example", isActive: true },
  { id: "u5", name: "Наталія Мельник", email: "nataliia.melnyk@crm.example", isActive: false },
] as const;

export type SeedStage = { id: string; name: string; kind: "open" | "won" | "lost" };

export const SEED_PIPELINES: readonly { id: string; name: string; stages: readonly SeedStage[] }[] = [
  {
    id: "p1",
    name: "Продажі",
    stages: [
      { id: "s11", name: "Нова заявка", kind: "open" },
      { id: "s12", name: "Зв'язалися", kind: "open" },
      { id: "s13", name: "Пропозиція", kind: "open" },
      { id: "s14", name: "Успішно", kind: "won" },
      { id: "s15", name: "Втрачено", kind: "lost" },
    ],
  },
  {
    id: "p2",
    name: "Повторні продажі",
    stages: [
      { id: "s21", name: "Нове звернення", kind: "open" },
      { id: "s22", name: "В роботі", kind: "open" },
      { id: "s23", name: "Оплачено", kind: "won" },
      { id: "s24", name: "Відмова", kind: "lost" },
    ],
  },
];

export type SeedField = {
  entity: CrmEntity;
  /** The field's code in the API. */
  key: string;
  label: string;
  type: FieldType;
  isBuiltIn: boolean;
  isRequired: boolean;
  options: FieldOption[] | null;
};

export const SEED_FIELDS: readonly SeedField[] = [
  builtIn("contact", "full_name", "Ім'я", "text", { isRequired: true }),
  builtIn("contact", "first_name", "Ім'я (окремо)", "text"),
  builtIn("contact", "last_name", "Прізвище", "text"),
  builtIn("contact", "phones", "Телефон", "phone"),
  builtIn("contact", "emails", "E-mail", "email"),
  builtIn("contact", "tags", "Теги", "tags"),
  builtIn("contact", "note", "Примітка", "text"),
  builtIn("contact", "owner_id", "Відповідальний", "user"),
  custom("contact", "cf_messenger", "Нік у месенджері", "text"),
  custom("contact", "cf_chat", "Посилання на чат", "url"),
  custom("contact", "cf_age", "Вік", "number"),
  custom("contact", "cf_birthday", "Дата народження", "date"),
  custom("contact", "cf_subscribed_at", "Підписався", "datetime"),
  custom("contact", "cf_newsletter", "Згода на розсилку", "boolean"),
  custom("contact", "cf_city", "Місто", "enum", {
    kyiv: "Київ",
    lviv: "Львів",
    odesa: "Одеса",
    dnipro: "Дніпро",
    other: "Інше",
  }),
  custom("contact", "cf_interests", "Інтереси", "multi_enum", {
    goods: "Товари",
    services: "Послуги",
    courses: "Курси",
  }),
  custom("contact", "cf_second_phone", "Другий телефон", "phone"),
  custom("contact", "cf_second_email", "Другий e-mail", "email"),
  custom("contact", "cf_segments", "Сегменти", "tags"),
  custom("contact", "cf_curator", "Куратор", "user"),
  builtIn("deal", "title", "Назва угоди", "text", { isRequired: true }),
  builtIn("deal", "amount", "Сума", "number"),
  builtIn("deal", "source", "Джерело", "text"),
  builtIn("deal", "pipeline_id", "Воронка", "pipeline"),
  builtIn("deal", "stage_id", "Етап", "stage"),
  builtIn("deal", "owner_id", "Відповідальний", "user"),
  custom("deal", "cf_comment", "Коментар", "text"),
  custom("deal", "cf_chat", "Посилання на чат", "url"),
  custom("deal", "cf_quantity", "Кількість", "number"),
  custom("deal", "cf_event_date", "Дата події", "date"),
  custom("deal", "cf_call_at", "Коли зателефонувати", "datetime"),
  custom("deal", "cf_is_urgent", "Терміново", "boolean"),
  custom("deal", "cf_channel", "Канал", "enum", {
    telegram: "Telegram",
    instagram: "Instagram",
    facebook: "Facebook",
    viber: "Viber",
    whatsapp: "WhatsApp",
    site: "Чат на сайті",
  }),
  custom("deal", "cf_products", "Продукти", "multi_enum", {
    basic: "Базовий",
    advanced: "Розширений",
    premium: "Преміум",
  }),
  custom("deal", "cf_delivery_phone", "Телефон отримувача", "phone"),
  custom("deal", "cf_invoice_email", "E-mail для рахунку", "email"),
  custom("deal", "cf_labels", "Мітки", "tags"),
  custom("deal", "cf_assistant", "Помічник", "user"),
];

function builtIn(
  entity: CrmEntity,
  key: string,
  label: string,
  type: FieldType,
  { isRequired = false } = {},
): SeedField {
  return { entity, key, label, type, isBuiltIn: true, isRequired, options: null };
}

function custom(
  entity: CrmEntity,
  key: string,
  label: string,
  type: FieldType,
  labels?: Record<string, string>,
): SeedField {
  const options = labels ? Object.entries(labels).map(([id, text]) => ({ id, label: text })) : null;
  return { entity, key, label, type, isBuiltIn: false, isRequired: false, options };
}
