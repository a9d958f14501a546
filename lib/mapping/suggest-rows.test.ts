import { describe, expect, it } from "vitest";
import type { CrmField, FieldKey } from "@/lib/crm/types";
import { createSampleEvent, SAMPLE_SERVICES } from "@/lib/sources/sendpulse/samples";
import { parseTemplate } from "./parse-template";
import { CHAT_LINK, suggestRows } from "./suggest-rows";

const SAMPLES = SAMPLE_SERVICES.map((service) => createSampleEvent(service, new Date(0)));

type Given = { target: FieldKey; label: string; type?: CrmField["type"]; options?: CrmField["options"] };

function field({ target, label, type = "text", options }: Given) {
  const [entity = "contact", ...key] = target.split(".");
  return { target, entity: entity as CrmField["entity"], key: key.join("."), label, type, options };
}

const USUAL = [
  { target: "contact.name", label: "Ім'я" },
  { target: "contact.phone", label: "Телефон", type: "phone" },
  { target: "contact.email", label: "E-mail", type: "email" },
  { target: "deal.name", label: "Назва угоди" },
  { target: "deal.source", label: "Джерело" },
] satisfies Given[];

function suggest(fields: Given[], { events = SAMPLES, filled = [] as FieldKey[] } = {}) {
  return suggestRows({ events, fields: fields.map(field), filled: new Set(filled) });
}

function lines(...given: Parameters<typeof suggest>) {
  return suggest(...given).map(({ row, isSeen }) => {
    const when = row.condition ? ` for ${row.condition.values}` : "";
    return `${row.target} = ${row.template}${when}${isSeen ? "" : " (unseen)"}`;
  });
}

describe("suggestRows", () => {
  it("proposes name, phone, e-mail, the deal's name and where the lead came from", () => {
    expect(lines(USUAL)).toEqual([
      "contact.name = {{contact.variables.name}}",
      "contact.phone = {{contact.variables.phone}}",
      "contact.email = {{contact.variables.email}}",
      "deal.name = {{title}}",
      "deal.source = {{contact.variables.utm_source}}",
      "deal.source = {{bot.name}} ({{service}})",
    ]);
  });

  it("finds the phone under a Cyrillic name, and says what no event has", () => {
    const event = { contact: { name: "Олена", variables: { "Телефон клієнта": "067" } } };
    expect(lines(USUAL.slice(0, 3), { events: [event] })).toEqual([
      "contact.name = {{contact.name}}",
      'contact.phone = {{contact.variables["Телефон клієнта"]}}',
      "contact.email = {{contact.variables.email}} (unseen)",
    ]);
  });

  it("gives each messenger's field the same link under its own condition", () => {
    const links = [
      { target: "contact.cf_1", label: "Чат Telegram", type: "url" },
      { target: "contact.cf_2", label: "Чат у Вайбер", type: "url" },
      { target: "contact.cf_3", label: "Посилання на чат", type: "url" },
      { target: "contact.cf_4", label: "Сайт компанії", type: "url" },
      { target: "deal.cf_5", label: "Посилання на чат", type: "url" },
    ] satisfies Given[];
    expect(lines(links)).toEqual([
      `contact.cf_1 = ${CHAT_LINK} for telegram`,
      `contact.cf_2 = ${CHAT_LINK} for viber`,
      `contact.cf_3 = ${CHAT_LINK}`,
    ]);
  });

  it("finds fields for UTM marks, the bot and the channel", () => {
    const fields = [
      { target: "deal.cf_1", label: "UTM source" },
      { target: "deal.utm_term", label: "Ключове слово" },
      { target: "deal.cf_2", label: "Бот" },
      { target: "deal.cf_3", label: "Канал" },
      { target: "deal.source", label: "Джерело" },
    ] satisfies Given[];
    expect(lines(fields)).toEqual([
      "deal.cf_1 = {{contact.variables.utm_source}}",
      "deal.utm_term = {{contact.variables.utm_term}} (unseen)",
      "deal.cf_2 = {{bot.name}}",
      "deal.cf_3 = {{service}}",
      "deal.source = {{service}}",
    ]);
  });

  it("translates messengers into the CRM's list", () => {
    const options = [
      { id: "tg", label: "Телеграм" },
      { id: "fb", label: "Facebook" },
      { id: "phone", label: "Дзвінок" },
    ];
    expect(lines([{ target: "deal.cf_1", label: "Канал", type: "enum", options }])).toEqual([
      'deal.cf_1 = {{service | map: "telegram" => "Телеграм", "messenger" => "Facebook"}}',
    ]);
  });

  it("takes variables that are called like a field", () => {
    expect(lines([{ target: "contact.cf_city", label: "Місто" }])).toEqual([
      "contact.cf_city = {{contact.variables.city}}",
    ]);
  });

  it("leaves filled fields alone, and each template can be read", () => {
    const rows = suggest(USUAL, { filled: ["contact.phone", "deal.source"] });
    expect(rows.map(({ row }) => row.target)).toEqual(["contact.name", "contact.email", "deal.name"]);
    for (const { row } of suggest(USUAL)) expect(parseTemplate(row.template).ok).toBe(true);
  });
});
