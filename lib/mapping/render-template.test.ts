import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMalformed, readPayload } from "@/e2e/fixtures/read-fixture";
import type { JsonObject, JsonValue } from "@/lib/json";
import { compileTemplate } from "./compile-template";
import { EVENT_CHARS_MAX, LIST_ITEMS_MAX, TEXT_CHARS_MAX } from "./limits";
import { parseTemplate } from "./parse-template";
import { formatPath } from "./path";
import { createRenderScope, type RenderContext } from "./render-scope";
import { type Rendered, renderTemplate } from "./render-template";

function render(text: string, event: JsonObject, context?: RenderContext): Rendered & { issues: string[] } {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error(`${parsed.error.code} at ${parsed.error.position} in ${text}`);
  const scope = createRenderScope(event, context);
  return { ...renderTemplate(compileTemplate(parsed.template), scope), issues: scope.takeIssues() };
}

const [types = {}] = JSON.parse(readPayload("18_variables_types_nulls_nested.json").toString()) as JsonObject[];

describe("holes", () => {
  it.each<[string, string]>([
    ["{{contact.variables.name}}", "Зоряна"],
    ["Лід: {{contact.variables.name}}, {{contact.variables.age}}", "Лід: Зоряна, 34"],
    ["{{contact.variables.budget}}", "1250.5"],
    ["{{contact.variables.zero}}", "0"],
    ["{{contact.variables.is_client}}/{{contact.variables.is_new}}", "true/false"],
    ["{{contact.variables.email}}{{contact.variables.empty}}{{contact.variables.none}}", ""],
    ["{{contact.variables.list}}", "A1, A2, 3"],
    ["{{contact.variables.list[1]}}", "A2"],
    ["{{contact.variables.empty_list}}{{contact.variables.empty_obj}}", ""],
    ["{{contact.variables.nested.a.b.c}}", "глибоко"],
    ["{{contact.variables.unfilled}}", "{{phone}}"],
    ["{{contact.variables.multi}}", "рядок 1\nрядок 2\r\nрядок 3\tтаб"],
    ["{{contact.tags}}", "a, b, a"],
    ["{{contact.variables.location.latitude}}", "49.8397"],
  ])("%s", (template, text) => {
    expect(render(template, types)).toMatchObject({ text, issues: [] });
  });

  it("gives a lone hole's value with its type", () => {
    expect(render("{{contact.tags}}", types).value).toEqual(["a", "b", "a"]);
    expect(render("{{contact.variables.is_client}}", types).value).toBe(true);
    expect(render(" {{contact.variables.is_client}}", types).value).toBe(" true");
  });

  it("never writes [object Object]: an object has no text, and says so", () => {
    for (const template of [
      "{{contact.variables.location}}",
      "x{{contact.variables.location}}",
      "{{contact.variables.location | upper}}",
    ]) {
      const rendered = render(template, types);
      expect(rendered.text).toBe(template.startsWith("x") ? "x" : "");
      expect(rendered.issues).toEqual(["object_in_text"]);
    }
    expect(render("{{a}}", { a: ["x", { b: 1 }, ["y"]] })).toMatchObject({ text: "x", issues: ["object_in_text"] });
    expect(render("{{contact.variables.location | json}}", types).text).toBe(
      '{"latitude":49.8397,"longitude":24.0297}',
    );
  });

  it("reads the context only where the event has nothing", () => {
    const context = {
      integration: { id: "i1", name: "Сайт" },
      lead: { id: "l1", receivedAt: "2026-12-01T08:00:00.000Z" },
    };
    expect(render("Повторне звернення з {{integration.name}}", {}, context).text).toBe("Повторне звернення з Сайт");
    expect(render("{{integration.name}}", { integration: { name: "своє" } }, context).text).toBe("своє");
    expect(render("{{integration.name}}", { integration: { name: null } }, context).text).toBe("");
    expect(render("{{integration.name}} {{lead.id}}", { integration: "x" }, context).text).toBe("Сайт l1");
    expect(render("{{integration.__proto__}}{{lead.constructor.name}}", {}, context).text).toBe("");
  });
});

describe("filters", () => {
  const event: JsonObject = {
    name: "  олена КОВАЛЕНКО ",
    phone: "+38 (067) 000-01-01",
    wide: "＋３８０",
    list: ["їжак", null, "ґанок", "", 3],
    csv: "a, b ,,c",
    blank: "   ",
    city: "львів",
    date: 1795000011,
    ms: 1795000011000,
    day: "01.12.2026",
    iso: "2026-12-01T10:00:00+02:00",
    word: "вчора",
    emoji: "👋🏻 привіт 👋🏻",
    yes: true,
    object: { a: 1 },
  };

  it.each<[string, string]>([
    ['blank | default: "–"', "–"],
    ['none | default: "–"', "–"],
    ['yes | default: "–"', "true"],
    ["list | first", "їжак"],
    ["list | last", "3"],
    ["city | first", "львів"],
    ['list | join: "; "', "їжак; ґанок; 3"],
    ["list | upper", "ЇЖАК, ҐАНОК, 3"],
    ["csv | split | last", "c"],
    ['csv | split: "," | join: "+"', "a+b+c"],
    ["name | upper", "  ОЛЕНА КОВАЛЕНКО "],
    ["name | trim | lower | capitalize", "Олена коваленко"],
    ["phone | digits", "380670000101"],
    ["wide | digits", "380"],
    ['phone | replace: "-", "" | replace: " "', "+38(067)0000101"],
    ['phone | replace: "(", "$&"', "+38 $&067) 000-01-01"],
    ["emoji | truncate: 4", "👋🏻…"],
    ['city | truncate: 3, ""', "льв"],
    ["city | truncate: 5", "львів"],
    ["date | date", "2026-11-18T11:06:51.000Z"],
    ["ms | date", "2026-11-18T11:06:51.000Z"],
    ['date | date: "DD.MM.YYYY HH:mm"', "18.11.2026 13:06"],
    ['date | date: "D.M.YY H:mm:ss", "Asia/Tokyo"', "18.11.26 20:06:51"],
    ["day | date", "2026-12-01"],
    ['day | date: "YYYY/MM/DD HH:mm"', "2026/12/01 00:00"],
    ["iso | date", "2026-12-01T08:00:00.000Z"],
    ["word | date", ""],
    ['city | map: "Львів" => "1", "Київ" => "2"', "1"],
    ['city | map: "Київ" => "2"', ""],
    ['city | map: "Київ" => "2", * => "9"', "9"],
    ['none | map: "Київ" => "2", * => "9"', ""],
    ['yes | map: "true" => "Так"', "Так"],
    ["none | upper", ""],
    ["list | json", '["їжак",null,"ґанок","",3]'],
    ["object | json", '{"a":1}'],
  ])("%s", (hole, text) => {
    expect(render(`{{${hole}}}`, event).text).toBe(text);
  });

  it("reports a date that cannot be read", () => {
    expect(render("{{word | date}}", event).issues).toEqual(["not_a_date"]);
  });

  it("never throw, whatever comes in", () => {
    const holes = [
      "default: x",
      "first",
      "last",
      "join",
      "split",
      "upper",
      "lower",
      "trim",
      "capitalize",
      "digits",
      "json",
    ];
    holes.push('replace: "a", "b"', "truncate: 3", "date", 'date: "DD.MM"', 'map: "a" => "b", * => "c"');
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.constantFrom(...holes), { maxLength: 5 }), (value, filters) => {
        const rendered = render(`{{${["a", ...filters].join(" | ")}}}`, { a: value as JsonValue });
        expect(rendered.text).not.toContain("[object");
      }),
    );
  });
});

describe("safety", () => {
  it("never expands the event's text a second time", () => {
    const [hostile = {}] = JSON.parse(readMalformed("42_injection_strings.json").toString()) as JsonObject[];
    const { variables } = hostile.contact as { variables: Record<string, string> };
    for (const [name, text] of Object.entries(variables)) {
      expect(render(`{{contact.variables.${name}}}`, hostile).text).toBe(text);
      expect(render(`{{contact.variables.${name}}} `, hostile).text).toBe(`${text} `);
    }
    expect(render("{{title}}", hostile).text).toBe("{{constructor.constructor('return 1')()}}");
  });

  it("copies any text as it is", () => {
    const text = fc.oneof(fc.string(), fc.constantFrom("{{a}}", "{{b | upper}}", "$&", "$1", "\\"));
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(render("<{{a}}|{{b}}>", { a, b }).text).toBe(`<${a}|${b}>`);
      }),
    );
  });

  it("gives nothing for names of the prototype", () => {
    const [hostile = {}] = JSON.parse(readMalformed("37_proto_keys.json").toString()) as JsonObject[];
    expect(render("{{contact.constructor.name}}", hostile).text).toBe("");
    expect(render("{{contact.variables.phone}}", hostile).text).toBe("+380670000537");
    expect(render("{{constructor.constructor}}{{toString}}{{__proto__.toString}}", {}).text).toBe("");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("gives nothing for the own __proto__ of an event that was never parsed from JSON", () => {
    expect(render("{{contact.variables.__proto__.phone}}", { contact: { variables: {} } }).text).toBe("");
  });
});

describe("bounds", () => {
  const large: JsonObject = {
    text: "я".repeat(500_000),
    list: Array.from({ length: 50_000 }, (_, index) => `v${index}`),
  };

  it("cuts what is too long", () => {
    expect(render("{{text}}", large)).toMatchObject({ text: "я".repeat(TEXT_CHARS_MAX), issues: ["text_cut"] });
    expect(render("{{text}}{{text}}!", large).text).toHaveLength(TEXT_CHARS_MAX);
    expect(render("{{list}}", large).value).toHaveLength(LIST_ITEMS_MAX);
    expect(render("{{list}}", large).issues).toContain("list_cut");
  });

  it("does not cut a surrogate pair in two", () => {
    const { text } = render("{{a}}", { a: `я${"😀".repeat(TEXT_CHARS_MAX)}` });
    expect(text).toHaveLength(TEXT_CHARS_MAX - 1);
    expect(text).not.toMatch(/\p{Surrogate}/u);
  });

  it("does not let a filter blow a text up", () => {
    const long = "x".repeat(9_000);
    expect(render(`{{text | replace: "я", "${long}"}}`, large).text).toHaveLength(TEXT_CHARS_MAX);
    expect(render(`{{list | join: "${long}"}}`, large).text.length).toBeLessThanOrEqual(TEXT_CHARS_MAX);
    expect(render(`{{list | replace: "v", "${long}"}}`, large).text.length).toBeLessThanOrEqual(TEXT_CHARS_MAX);
  });

  it("goes through a large object a bounded number of times, however many rows ask for it", () => {
    let reads = 0;
    const names = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`name${index}`, "value"]));
    const counted = new Proxy(names, {
      ownKeys(target) {
        reads++;
        return Reflect.ownKeys(target);
      },
    });
    const scope = createRenderScope({ counted });
    for (const hole of ["{{counted}}", "{{COUNTED}}", "{{counted.none | default: x}}", "{{counted | json}}"]) {
      const parsed = parseTemplate(hole.repeat(100));
      if (!parsed.ok) throw new Error(parsed.error.code);
      const template = compileTemplate(parsed.template);
      for (let row = 0; row < 200; row++) renderTemplate(template, scope);
    }
    expect(reads).toBeLessThan(30);
  });

  it("stops when one event's share of work is used up", () => {
    const scope = createRenderScope(large);
    const parsed = parseTemplate("{{text | upper | lower | upper | lower}}");
    if (!parsed.ok) throw new Error(parsed.error.code);
    const template = compileTemplate(parsed.template);
    const texts = Array.from({ length: 200 }, () => renderTemplate(template, scope).text);
    const filled = texts.filter((text) => text !== "").length;
    expect(filled * TEXT_CHARS_MAX).toBeLessThanOrEqual(EVENT_CHARS_MAX);
    expect(filled).toBeGreaterThan(0);
    expect(scope.takeIssues()).toContain("too_much_work");
  });
});

it("a path written by formatPath reads the value it points to", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 }), fc.string(), (names, text) => {
      const event = names.reduceRight<JsonValue>((value, name) => Object.fromEntries([[name, value]]), text);
      expect(render(`{{${formatPath(names)}}}`, event as JsonObject).value).toBe(text);
    }),
  );
});
