import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EXPECTED, PAYLOAD_FILES, readMalformed, readPayload } from "@/e2e/fixtures/read-fixture";
import { type CrmDirectory, type CrmField, FIELD_TYPES, type FieldKey, type FieldType } from "@/lib/crm/types";
import { parseBody } from "@/lib/intake/parse-body";
import type { JsonObject, JsonValue } from "@/lib/json";
import { applyMapping, type MappedLead } from "./apply-mapping";
import { compileMapping } from "./compile-mapping";
import type { MappingRow } from "./schema";

const COLOURS = [
  { id: "c1", label: "Червоний" },
  { id: "c2", label: "Синій" },
  { id: "c3", label: "Синій, темний" },
];

const directory: CrmDirectory = {
  users: [
    { id: "u1", name: "Ольга Менеджер", email: "olha@example.com", isActive: true },
    { id: "u2", name: "Петро", email: null, isActive: false },
  ],
  pipelines: [
    { id: "p1", name: "Продажі", stages: stages("p1", ["Новий", "В роботі"]) },
    { id: "p2", name: "Навчання", stages: stages("p2", ["Новий", "Оплачено"]) },
  ],
  fields: [
    field("contact", "name", "text"),
    field("contact", "phone", "phone"),
    field("contact", "email", "email"),
    field("contact", "tags", "tags"),
    field("contact", "cf_number", "number"),
    field("contact", "cf_date", "date"),
    field("contact", "cf_datetime", "datetime"),
    field("contact", "cf_boolean", "boolean"),
    field("contact", "cf_chat", "url"),
    { ...field("contact", "cf_colour", "enum"), options: COLOURS },
    { ...field("contact", "cf_colours", "multi_enum"), options: COLOURS },
    field("deal", "name", "text"),
    field("deal", "pipeline", "pipeline"),
    field("deal", "stage", "stage"),
    field("deal", "responsible", "user"),
  ],
};

function field(entity: CrmField["entity"], key: string, type: FieldType): CrmField {
  return { entity, key, label: key, type, isBuiltIn: !key.startsWith("cf_"), isRequired: false };
}

function stages(pipelineId: string, names: string[]) {
  return names.map((name, index) => ({ id: `${pipelineId}s${index + 1}`, name, kind: "open" as const }));
}

function row(target: FieldKey, template: string, policy: MappingRow["policy"] = "inherit"): MappingRow {
  return { target, template, policy };
}

function map(event: JsonObject, ...rows: MappingRow[]): MappedLead {
  return applyMapping(event, compileMapping(rows, directory));
}

const VALUE_ROW: Partial<Record<FieldType, FieldKey>> = {
  number: "contact.cf_number",
  date: "contact.cf_date",
  datetime: "contact.cf_datetime",
  boolean: "contact.cf_boolean",
  url: "contact.cf_chat",
  enum: "contact.cf_colour",
  multi_enum: "contact.cf_colours",
  tags: "contact.tags",
  text: "contact.name",
  phone: "contact.phone",
  email: "contact.email",
  user: "deal.responsible",
  pipeline: "deal.pipeline",
  stage: "deal.stage",
};

describe("conversion by type", () => {
  it.each<[FieldType, JsonValue, unknown]>([
    ["number", 1250.5, 1250.5],
    ["number", "1 250,50 грн", 1250.5],
    ["number", "багато", "not_a_number"],
    ["number", true, "not_a_number"],
    ["number", ["7"], 7],
    ["number", [1, 2], "not_a_number"],
    ["date", "01.12.2026", "2026-12-01"],
    ["date", "2026-12-01T23:30:00Z", "2026-12-02"],
    ["date", 1795000011, "2026-11-18"],
    ["date", "вчора", "not_a_date"],
    ["datetime", "01.12.2026 10:00", "2026-12-01T08:00:00.000Z"],
    ["datetime", "2026-12-01", "2026-11-30T22:00:00.000Z"],
    ["datetime", 1795000011000, "2026-11-18T11:06:51.000Z"],
    ["datetime", true, "not_a_date"],
    ["boolean", true, true],
    ["boolean", false, false],
    ["boolean", "Так", true],
    ["boolean", "НІ", false],
    ["boolean", "yes", true],
    ["boolean", "no", false],
    ["boolean", 1, true],
    ["boolean", "0", false],
    ["boolean", "мабуть", "not_a_boolean"],
    ["url", "https://example.com/а?b=c", "https://example.com/а?b=c"],
    ["url", "t.me/olena", "https://t.me/olena"],
    ["url", "javascript:alert(1)", "not_a_url"],
    ["url", "data:text/html,x", "not_a_url"],
    ["url", "https://", "not_a_url"],
    ["url", "https://a b", "not_a_url"],
    ["url", "ні", "not_a_url"],
    ["email", "немає", "not_an_email"],
    ["email", "olena@", "not_an_email"],
    ["enum", "c2", "c2"],
    ["enum", "Синій", "c2"],
    ["enum", "СИНІЙ", "c2"],
    ["enum", "Сині\u0438\u0306", "c2"],
    ["enum", ["синій"], "c2"],
    ["enum", "зелений", "not_an_option"],
    ["multi_enum", "червоний; синій", ["c1", "c2"]],
    ["multi_enum", "Синій, темний", ["c3"]],
    ["multi_enum", ["c1", "Червоний", "синій"], ["c1", "c2"]],
    ["multi_enum", "зелений", "not_an_option"],
    ["tags", "лід, пробне;VIP\nлід", ["лід", "пробне", "VIP"]],
    ["tags", ["лід, новий", null, " ", 3, "ЛІД, новий"], ["лід, новий", "3"]],
    ["text", "  Олена ", "Олена"],
    ["text", true, "true"],
    ["text", "0", "0"],
    ["text", ["A1", null, 3], "A1, 3"],
    ["text", { a: 1 }, "object_in_text"],
    ["phone", "067 000 01 01", "067 000 01 01"],
    ["email", " Olena@Example.com", "Olena@Example.com"],
    ["email", "Олена <Olena@Example.com>,", "olena@example.com"],
    ["user", "u2", "u2"],
    ["user", "ольга менеджер", "u1"],
    ["user", "OLHA@example.com", "u1"],
    ["user", "Хтось", "not_a_user"],
    ["pipeline", "навчання", "p2"],
    ["pipeline", "p1", "p1"],
    ["pipeline", "Інша", "not_a_pipeline"],
    ["stage", "Оплачено", "p2s2"],
    ["stage", "новий", "p1s1"],
    ["stage", "p2s1", "p2s1"],
    ["stage", "Інший", "not_a_stage"],
  ])("%s from %j", (type, value, expected) => {
    const target = VALUE_ROW[type] ?? "contact.name";
    const { values, issues } = map({ value }, row(target, "{{value}}"));
    if (issues.length > 0) expect(issues).toMatchObject([{ target, code: expected }]);
    else expect(values).toEqual({ [target]: expected });
  });

  it("keeps the options it knows and reports the others", () => {
    const { values, issues } = map({ value: ["синій", "зелений", "жовтий"] }, row("contact.cf_colours", "{{value}}"));
    expect(values).toEqual({ "contact.cf_colours": ["c2"] });
    expect(issues).toMatchObject([{ code: "not_an_option", text: "зелений, жовтий" }]);
  });

  it("looks a stage up in the deal's pipeline, whatever the order of the rows", () => {
    const rows = [row("deal.stage", "Новий"), row("deal.pipeline", "Навчання")];
    expect(map({}, ...rows).values).toEqual({ "deal.pipeline": "p2", "deal.stage": "p2s1" });
    expect(map({}, row("deal.stage", "В роботі"), row("deal.pipeline", "p2")).issues).toMatchObject([
      { code: "not_a_stage" },
    ]);
  });
});

describe("rows", () => {
  it("lets the first row that gives a value win, with its policy", () => {
    const rows = [
      row("contact.phone", "{{contact.variables.phone}}", "always"),
      row("contact.phone", "{{contact.phone}}", "if_empty"),
    ];
    const [first, second] = [
      { contact: { phone: "1", variables: { phone: "2" } } },
      { contact: { phone: "1", variables: [] } },
    ];
    expect(map(first, ...rows)).toMatchObject({
      values: { "contact.phone": "2" },
      policies: { "contact.phone": "always" },
    });
    expect(map(second, ...rows)).toMatchObject({
      values: { "contact.phone": "1" },
      policies: { "contact.phone": "if_empty" },
    });
  });

  it("goes on to the next row when a value does not convert, and says so", () => {
    const lead = map({ a: "багато" }, row("contact.cf_number", "{{a}}"), row("contact.cf_number", "7"));
    expect(lead).toMatchObject({
      values: { "contact.cf_number": 7 },
      issues: [{ code: "not_a_number", text: "багато" }],
    });
  });

  it("leaves out blank values, and a link whose ids are missing", () => {
    const chat = "https://login.sendpulse.com/messengers/chats/{{bot.id}}/contacts/all/{{contact.id}}";
    const rows = [
      row("contact.name", "{{none}}"),
      row("contact.email", " "),
      row("contact.cf_chat", chat),
      row("contact.tags", "{{list}}"),
    ];
    expect(map({ list: [] }, ...rows)).toEqual({ values: {}, policies: {}, issues: [] });
  });

  it("reports a field that is gone and a template that cannot be read, and does the rest", () => {
    const lead = map({}, row("contact.cf_gone", "x"), row("contact.name", "{{"), row("deal.name", "Угода"));
    expect(lead).toEqual({
      values: { "deal.name": "Угода" },
      policies: { "deal.name": "inherit" },
      issues: [
        { target: "contact.cf_gone", code: "unknown_field", text: "", args: {} },
        { target: "contact.name", code: "bad_template", text: "", args: { reason: "unclosed_hole", position: 0 } },
      ],
    });
  });

  it("has no trouble with fields named like the prototype's", () => {
    expect(map({}, row("contact.__proto__", "x"), row("contact.constructor", "x")).issues).toHaveLength(2);
    const { values } = applyMapping({}, compileMapping([row("contact.constructor", "x")], null));
    expect(values).toEqual({ "contact.constructor": "x" });
  });

  it("maps without a directory by the usual types", () => {
    const rows = [
      row("deal.amount", "1 200 грн"),
      row("contact.cf_any", "{{a}}"),
      row("deal.stage", "Новий"),
      row("contact.tags", "a,b"),
    ];
    expect(applyMapping({ a: true }, compileMapping(rows, null)).values).toEqual({
      "deal.amount": 1200,
      "contact.cf_any": "true",
      "deal.stage": "Новий",
      "contact.tags": ["a", "b"],
    });
  });

  it("reads the integration and the lead", () => {
    const mapping = compileMapping(
      [row("deal.name", "{{integration.name}} {{lead.receivedAt | date: DD.MM.YYYY}}")],
      directory,
    );
    const context = {
      integration: { id: "i", name: "Сайт" },
      lead: { id: "l", receivedAt: "2026-12-01T08:00:00.000Z" },
    };
    expect(applyMapping({}, mapping, { context }).values).toEqual({ "deal.name": "Сайт 01.12.2026" });
  });
});

describe("the customer's own templates", () => {
  const keys: Record<string, FieldKey> = {
    chat_url: "contact.cf_chat",
    "{{contact.variables.name}}": "contact.name",
    "{{contact.variables.phone}}": "contact.phone",
    "{{contact.variables.email}}": "contact.email",
    "{{contact.username}}": "deal.name",
    "{{bot.name}}": "contact.tags",
  };
  const chat = "https://login.sendpulse.com/messengers/chats/{{bot.id}}/contacts/all/{{contact.id}}";

  it.each(PAYLOAD_FILES)("%s fills them as expected", (file) => {
    const body = parseBody({ bytes: readPayload(file), contentType: "application/json" });
    const event = body.ok ? body.events[0] : undefined;
    for (const [template, expected] of Object.entries(EXPECTED.events[file]?.first ?? {})) {
      const target = keys[template] ?? "contact.name";
      const { values, issues } = map(event ?? {}, row(target, template === "chat_url" ? chat : template));
      expect(issues).toEqual([]);
      expect(values[target]).toEqual(target === "contact.tags" ? [expected] : (expected ?? undefined) || undefined);
    }
  });
});

describe("any event", () => {
  const everything = FIELD_TYPES.map((type) => row(VALUE_ROW[type] ?? "contact.name", "{{a}}"));

  it("never throws, and gives values that are not blank and hold no object", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const { values } = map({ a: value as JsonValue }, ...everything);
        for (const given of Object.values(values)) {
          for (const item of Array.isArray(given) ? given : [given]) {
            expect(["string", "number", "boolean"]).toContain(typeof item);
            expect(String(item).trim()).not.toBe("");
            expect(String(item)).not.toContain("[object");
          }
        }
      }),
    );
  });

  it("gives nothing wrong for events whose every part has a wrong type", () => {
    const body = parseBody({ bytes: readMalformed("40_wrong_types.json"), contentType: null });
    const rows = ["name", "phone", "email"].map((name) => row(`contact.${name}`, `{{contact.${name}}}`));
    const leads = (body.ok ? body.events : []).map((event) => map(event, ...rows));
    expect(leads).toHaveLength(4);
    expect(JSON.stringify(leads)).not.toContain("[object");
  });
});

describe("a row with a condition", () => {
  const chat = (service: string): MappingRow => ({
    target: "contact.note",
    template: `${service}: {{contact.id}}`,
    policy: "inherit",
    condition: { field: "event:service", operator: "equals", values: [service] },
  });
  const mapping = compileMapping([chat("telegram"), chat("viber")], null);
  const noteOf = (service: string) =>
    applyMapping({ service, contact: { id: "1" } }, mapping).values["contact.note"] ?? null;

  it("fills its field for the events that meet it alone", () => {
    expect([noteOf("Telegram"), noteOf("viber"), noteOf("instagram")]).toEqual(["telegram: 1", "viber: 1", null]);
  });

  it("is left out with an issue when the condition cannot be read, or asks for more than the event", () => {
    const rows = [
      { ...chat("a"), condition: { field: "event:a", operator: "matches" as const, values: ["("] } },
      { ...chat("b"), condition: { field: "phone", operator: "is_not_blank" as const, values: [] } },
    ];
    expect(compileMapping(rows, null)).toMatchObject({
      rows: [],
      issues: [
        { code: "bad_condition", args: { reason: "bad_pattern" } },
        { code: "bad_condition", args: { reason: "bad_field" } },
      ],
    });
  });
});
