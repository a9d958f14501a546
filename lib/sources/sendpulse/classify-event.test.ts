import { describe, expect, it } from "vitest";
import { readPayload } from "@/e2e/fixtures/read-fixture";
import { integrationSettingsSchema, KNOWN_EVENT_TITLES } from "@/lib/integrations/schema";
import type { JsonObject, JsonValue } from "@/lib/json";
import { classifyEvent } from "./classify-event";

const standard = integrationSettingsSchema.parse({}).events;

function event(title: JsonValue, info: JsonValue = null): JsonObject {
  return { service: "instagram", title, info, bot: { id: "b" }, contact: { id: "c" } };
}

describe("classifyEvent with the standard list", () => {
  it.each([
    ["Заявка на пробне заняття", true],
    ["щось_нове", true],
    ["lead", true],
    ["toString", true],
    ["Outgoing_Message", true],
    [null, true],
    [{ a: 1 }, true],
    ["run_custom_flow", true],
    ["new_subscriber", true],
    ["incoming_message", true],
    ["open_chat", true],
    ["link_click", true],
    ["subscribed", true],
    ["opened_live_chat", true],
    ["chat_opened", true],
    ["redirect", true],
    ["outgoing_message", false],
    [" outgoing_message ", false],
    ["unsubscribe", false],
    ["bot_block", false],
    ["outbound_message", false],
    ["message_delivered", false],
    ["message_read", false],
    ["bot_unsubscribe", false],
    ["bot_blocked", false],
  ])("%j counts: %s", (title, counts) => {
    expect(classifyEvent(event(title), standard).counts).toBe(counts);
  });

  it("keeps an echo out, whatever the list holds", () => {
    const echo = event("incoming_message", { message: { channel_data: { message: { is_echo: true } } } });
    const settings = { acceptsFlows: true, titles: [...KNOWN_EVENT_TITLES] };
    expect(classifyEvent(echo, settings)).toEqual({ counts: false, reason: "not_a_lead", detail: "echo" });
  });

  it("says why", () => {
    expect(classifyEvent(event("bot_blocked"), standard)).toEqual({
      counts: false,
      reason: "not_a_lead",
      detail: "bot_block",
    });
  });

  it("lets other shapes through as they are", () => {
    expect(
      classifyEvent({ title: "unsubscribe", email: "a@example.com" }, { acceptsFlows: false, titles: [] }),
    ).toEqual({
      counts: true,
    });
  });

  it("reads a batch event by event", () => {
    const events = JSON.parse(readPayload("23_mixed_batch_with_duplicates.json").toString()) as JsonObject[];
    expect(events.map((each) => classifyEvent(each, standard).counts)).toEqual([
      true,
      true,
      true,
      true,
      false,
      true,
      true,
    ]);
    const left = JSON.parse(readPayload("27_unsubscribe_and_block.json").toString()) as JsonObject[];
    expect(left.map((each) => classifyEvent(each, standard).counts)).toEqual([false, false]);
  });
});

describe("classifyEvent with the integration's own list", () => {
  it("follows the list", () => {
    const settings = { acceptsFlows: false, titles: ["unsubscribe" as const] };
    expect(classifyEvent(event("unsubscribe"), settings)).toEqual({ counts: true });
    expect(classifyEvent(event("bot_unsubscribe"), settings)).toEqual({ counts: true });
    expect(classifyEvent(event("open_chat"), settings)).toMatchObject({ counts: false, detail: "open_chat" });
    expect(classifyEvent(event("Заявка"), settings)).toMatchObject({ counts: false, detail: "flow" });
  });
});
