import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EXPECTED, PAYLOAD_FILES, readMalformed, readPayload } from "@/e2e/fixtures/read-fixture";
import { parseBody } from "@/lib/intake/parse-body";
import type { JsonObject, JsonValue } from "@/lib/json";
import { readLeadHints } from "./read-lead-hints";
import { isSendpulseEvent, readSendpulseEvent } from "./read-sendpulse-event";

function eventsOf(bytes: Buffer): JsonObject[] {
  const body = parseBody({ bytes, contentType: "application/json" });
  if (!body.ok) throw new Error(body.code);
  return body.events;
}

describe("readSendpulseEvent", () => {
  it.each(PAYLOAD_FILES)("%s: the chat's address", (file) => {
    const [event = {}] = eventsOf(readPayload(file));
    expect(isSendpulseEvent(event)).toBe(true);
    expect(readSendpulseEvent(event).chatUrl).toBe(EXPECTED.events[file]?.first.chat_url);
  });

  it("reads the envelope", () => {
    const [event = {}] = eventsOf(readPayload("01_telegram_flow_user_title.json"));
    expect(readSendpulseEvent(event)).toEqual({
      service: "telegram",
      title: "Заявка на пробне заняття",
      bot: { id: "6a4965b71e01421dba1b7a8a", name: "Школа «Промінь»", channel: "TELEGRAM" },
      contact: {
        id: "6a5c248da72492d6693613f6",
        name: "Олена Коваленко",
        username: "olena_kv_example",
        phone: null,
        email: null,
      },
      date: new Date(1795000011000),
      isEcho: false,
      chatUrl: EXPECTED.events["01_telegram_flow_user_title.json"]?.first.chat_url,
    });
  });

  it.each<[JsonValue, string | null]>([
    [1795000330, "2026-11-18T11:12:10.000Z"],
    [1795000330000, "2026-11-18T11:12:10.000Z"],
    ["1795000330", "2026-11-18T11:12:10.000Z"],
    ["1795000330000", "2026-11-18T11:12:10.000Z"],
    ["2026-11-18T11:12:10Z", "2026-11-18T11:12:10.000Z"],
    ["вчора", null],
    ["", null],
    [-1, null],
    [0, null],
    [1e17, null],
    [[1795000330], null],
    [true, null],
    [null, null],
  ])("the date %j is %s", (date, expected) => {
    expect(readSendpulseEvent({ date }).date?.toISOString() ?? null).toBe(expected);
  });

  it.each<[JsonValue, boolean]>([
    [{ message: { channel_data: { message: { is_echo: true } } } }, true],
    [{ message: { channel_data: { message: { message: { is_echo: true } } } } }, true],
    [{ message: { is_echo: 1 } }, true],
    [{ message: { channel_data: { message: { is_echo: "true" } } } }, true],
    [{ message: { channel_data: { message: { is_echo: false, text: "is_echo" } } } }, false],
    [null, false],
    [[], false],
    ["is_echo", false],
  ])("info %j: echo %s", (info, isEcho) => {
    expect(readSendpulseEvent({ info }).isEcho).toBe(isEcho);
  });

  it("gives nulls for parts of a wrong type", () => {
    const events = eventsOf(readMalformed("40_wrong_types.json")).map(readSendpulseEvent);
    expect(events).toMatchObject([
      { service: "5", title: null, bot: { id: null }, contact: { id: null, name: null }, date: null, chatUrl: null },
      { service: null, title: null, date: null, chatUrl: null },
      {
        title: "lead",
        bot: { id: "17" },
        contact: { id: "12345", name: null, phone: null, email: null, username: "0" },
        chatUrl: "https://login.sendpulse.com/messengers/chats/17/contacts/all/12345",
      },
      { title: null, contact: { id: null }, chatUrl: null },
    ]);
  });

  it("reads own names only, and never throws", () => {
    expect(readSendpulseEvent({ bot: {}, contact: {} }).bot.name).toBeNull();
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (info, bot, contact, date) => {
        const event = { info, bot, contact, date } as JsonObject;
        expect(() => [readSendpulseEvent(event), isSendpulseEvent(event), readLeadHints(event)]).not.toThrow();
      }),
    );
  });
});

describe("isSendpulseEvent", () => {
  it.each<[JsonObject, boolean]>([
    [{ bot: { id: "b" }, contact: { id: "c" } }, true],
    [{ service: "telegram", title: "lead", contact: { id: "c" } }, true],
    [{ automation_id: 1, title: "Форма", email: "a@example.com", phone: "1", variables: [{ name: "x" }] }, false],
    [{ contact: { name: "Форма" } }, false],
    [{ service: "telegram", title: "lead", contact: [{ id: "x" }] }, false],
    [{ name: "Олена", phone: "1" }, false],
    [{}, false],
  ])("%j: %s", (event, expected) => {
    expect(isSendpulseEvent(event)).toBe(expected);
  });
});

describe("readLeadHints", () => {
  it.each<[JsonObject, [string | null, string | null, string | null]]>([
    [
      { contact: { name: "Нік", phone: "1", variables: { name: "Олена", phone: "2", email: "a@b.co" } } },
      ["Олена", "2", "a@b.co"],
    ],
    [{ contact: { name: "Нік", phone: "1", variables: [] } }, ["Нік", "1", null]],
    [{ contact: { name: null, first_name: "Ганна", last_name: "Яр", email: "" } }, ["Ганна Яр", null, null]],
    [
      { contact: { username: "hanna", variables: { "Номер телефону": "3", "E-mail": "x@y.co" } } },
      ["hanna", "3", "x@y.co"],
    ],
    [{ contact: { variables: { Phone: "5", phone: "", PHONE: null } } }, [null, "5", null]],
    [{ name: "Форма", Phone: 380670000101, email: ["a@b.co"] }, ["Форма", "380670000101", null]],
    [{ contact: "Оля", variables: "phone=1" }, [null, null, null]],
    [{ contact: { name: "я".repeat(500) } }, ["я".repeat(200), null, null]],
  ])("%j", (event, [name, phone, email]) => {
    expect(readLeadHints(event)).toEqual({ name, phone, email });
  });
});
