import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EXPECTED, MALFORMED_CASES, PAYLOAD_FILES, readMalformed, readPayload } from "@/e2e/fixtures/read-fixture";
import type { JsonValue } from "@/lib/json";
import { BODY_EVENTS_MAX, BODY_KEYS_MAX } from "./body-limits";
import { parseBody } from "./parse-body";

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";

function parse(body: string | Uint8Array, contentType: string | null = JSON_TYPE) {
  return parseBody({ bytes: typeof body === "string" ? Buffer.from(body) : body, contentType });
}

function eventsOf(body: string | Uint8Array, contentType: string | null = JSON_TYPE) {
  const parsed = parse(body, contentType);
  if (!parsed.ok) throw new Error(parsed.code);
  return parsed.events;
}

describe("SendPulse's payloads", () => {
  it.each(PAYLOAD_FILES)("%s gives its events", (file) => {
    expect(eventsOf(readPayload(file))).toHaveLength(EXPECTED.events[file]?.count ?? -1);
  });

  it("keeps an id beyond 2^53 with every digit", () => {
    const [viber] = eventsOf(readPayload("10_viber_shared_contact_flow.json"));
    expect(viber).toMatchObject({ info: { message: { channel_data: { message_token: "5900000000000000110" } } } });
    const [types] = eventsOf(readPayload("18_variables_types_nulls_nested.json"));
    expect(types).toMatchObject({ contact: { variables: { big_id: "9007199254740993", budget: 1250.5, age: 34 } } });
  });
});

describe("hostile bodies", () => {
  // The inflated size is bounded by whoever reads the body; here the compressed bytes arrive as they are.
  it.each(MALFORMED_CASES)("$file is answered as its manifest says", ({ file, content_type, ...expected }) => {
    const parsed = parse(readMalformed(file), content_type);
    expect(expected.expect_status.filter((status) => status !== 413)).toContain(parsed.ok ? 200 : parsed.status);
    if (expected.expect_events_stored === null) return;
    expect(parsed.ok ? parsed.events.length : 0).toBe(expected.expect_events_stored);
  });

  it("drops U+0000 from values and names", () => {
    const [event] = eventsOf(readMalformed("25_nul_escapes.json"));
    expect(event).toMatchObject({ title: "lead", contact: { variables: { phone: "+380670000525", name: "x" } } });
    expect(JSON.stringify(event)).not.toContain("\\u0000");
  });

  it("mends lone surrogates", () => {
    const parsed = parse(readMalformed("27_lone_surrogates.json"));
    expect(parsed).toMatchObject({ ok: true, notes: [{ code: "text_mended" }] });
    expect(JSON.stringify(parsed)).not.toMatch(/\\ud/i);
    expect(parsed).toMatchObject({ events: [{ contact: { name: "cut emoji \uFFFD", last_message: "\uFFFDA" } }] });
  });

  it("replaces bytes that are not UTF-8 and says so", () => {
    const parsed = parse(readMalformed("23_invalid_utf8.json"));
    expect(parsed).toMatchObject({ ok: true, notes: [{ code: "invalid_utf8" }] });
    expect(JSON.stringify(parsed)).toContain("\uFFFD");
  });

  it("keeps names of the prototype as plain own names", () => {
    const [event] = eventsOf(readMalformed("37_proto_keys.json"));
    expect(Object.getOwnPropertyNames(event)).toContain("__proto__");
    expect(Object.getPrototypeOf(event)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("lets the last of repeated names win", () => {
    expect(eventsOf(readMalformed("38_duplicate_keys.json"))).toMatchObject([
      { service: "viber", title: "other", contact: { variables: { phone: "+380670009538", name: "B" } } },
    ]);
  });

  it("counts the elements that are no objects", () => {
    const parsed = parse('[1, {"a":1}, null, [{"b":2}]]');
    expect(parsed).toEqual({ ok: true, kind: "json", events: [{ a: 1 }], notes: [{ code: "not_objects", count: 3 }] });
  });
});

describe("limits", () => {
  const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

  it.each([
    ["64 levels", nested(64), true],
    ["65 levels", nested(65), false],
    ["brackets inside a text", JSON.stringify({ text: "[".repeat(1_000) }), true],
    ["brackets after an escaped quote", `{"text":"\\"${"[".repeat(1_000)}"}`, true],
    ["a hundred thousand levels", nested(100_000), false],
    ["as many names as allowed", namesBody(BODY_KEYS_MAX), true],
    ["one name more", namesBody(BODY_KEYS_MAX + 1), false],
    ["colons inside texts", JSON.stringify({ text: ":".repeat(BODY_KEYS_MAX + 1) }), true],
    ["as many events as allowed", `[${Array(BODY_EVENTS_MAX).fill("{}")}]`, true],
    ["one event more", `[${Array(BODY_EVENTS_MAX + 1).fill("{}")}]`, false],
  ])("%s", (_name, body, isAccepted) => {
    expect(parse(body).ok).toBe(isAccepted);
  });

  function namesBody(count: number): string {
    return `{${Array.from({ length: count }, (_, index) => `"${index.toString(36)}":1`)}}`;
  }
});

describe("what kind of body it is", () => {
  it.each([
    ["JSON labelled as a form", '[{"a":1}]', FORM_TYPE, [{ a: 1 }]],
    ["JSON labelled as text", '{"a":1}', "text/plain; charset=utf-8", [{ a: 1 }]],
    ["JSON without a label", '\n\t {"a":1} ', null, [{ a: 1 }]],
    ["JSON after a byte order mark", '\uFEFF{"a":1}', JSON_TYPE, [{ a: 1 }]],
    ["a form labelled as JSON", "a=1&b=2", JSON_TYPE, [{ a: "1", b: "2" }]],
    ["an empty body", "", JSON_TYPE, []],
    ["spaces", " \r\n", null, []],
    ["an empty list", "[]", null, []],
    ["a text", '"x"', null, []],
    ["a number", "12", FORM_TYPE, []],
    ["an empty object", "{}", null, [{}]],
  ])("%s is read", (_name, body, type, events) => {
    expect(eventsOf(body, type)).toEqual(events);
  });

  it.each([
    ["XML", "<a>1</a>", "application/xml", 415],
    ["HTML labelled as JSON", "<!doctype html>", JSON_TYPE, 415],
    [
      "a multipart form",
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--',
      "multipart/form-data; boundary=x",
      415,
    ],
    ["plain words", "hello there", "text/plain", 415],
    ["plain words as JSON", "hello there", JSON_TYPE, 400],
    ["plain words as a form", "hello there", FORM_TYPE, 400],
    ["a cut object", '{"a":', null, 400],
    ["NaN", "NaN", JSON_TYPE, 400],
    ["Infinity in a list", "[Infinity]", JSON_TYPE, 400],
    ["a raw U+0000", '{"a":"\u0000"}', JSON_TYPE, 400],
    ["UTF-16", Buffer.from('\uFEFF{"a":1}', "utf16le"), JSON_TYPE, 400],
    ["a long number as a name", "{12345678901234567890:1}", JSON_TYPE, 400],
    ["a long number with a leading zero", "[012345678901234567890]", JSON_TYPE, 400],
  ])("%s is refused", (_name, body, type, status) => {
    expect(parse(body, type)).toMatchObject({ ok: false, status });
  });
});

describe("any input", () => {
  it("never throws, and gives objects that jsonb takes", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.option(fc.constantFrom(JSON_TYPE, FORM_TYPE, "text/xml")),
        (bytes, type) => {
          expect(() => parse(bytes, type)).not.toThrow();
        },
      ),
    );
  });

  it("gives back any JSON object as it was, but for what jsonb refuses", () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue())), (objects) => {
        const source = JSON.stringify(objects);
        const events = eventsOf(source);
        const text = JSON.stringify(events);
        expect(text).not.toMatch(/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i);
        if (!/\\u|\d{16}|e[-+]\d/.test(source)) expect(events).toEqual(JSON.parse(source) as JsonValue[]);
        expect(eventsOf(text)).toEqual(events);
      }),
    );
  });
});
