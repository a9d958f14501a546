import { type IntegrationSettings, KNOWN_EVENT_TITLES } from "@/lib/integrations/schema";
import type { JsonObject } from "@/lib/json";
import { isSendpulseEvent, readSendpulseEvent } from "./read-sendpulse-event";

type EventTitle = (typeof KNOWN_EVENT_TITLES)[number];

/** `detail` names why: the event's own name, an echo of a sent message, or a flow's webhook. */
export type EventClass =
  | { counts: true }
  | { counts: false; reason: "not_a_lead"; detail: EventTitle | "echo" | "flow" };

/** Names that other versions of SendPulse were seen to use for its events. */
const TITLE_ALIASES: Readonly<Record<string, EventTitle>> = {
  subscribed: "new_subscriber",
  chat_opened: "open_chat",
  opened_live_chat: "open_chat",
  redirect: "link_click",
  outbound_message: "outgoing_message",
  message_delivered: "outgoing_message",
  message_read: "outgoing_message",
  message_reaction: "incoming_message",
  bot_unsubscribe: "unsubscribe",
  bot_blocked: "bot_block",
};

/**
 * Says whether an event makes a lead, by the integration's list. An echo never does, whatever the list holds; a title
 * that is none of SendPulse's own is a flow's; an event of another shape always counts.
 */
export function classifyEvent(event: JsonObject, settings: IntegrationSettings["events"]): EventClass {
  if (!isSendpulseEvent(event)) return { counts: true };
  const { title, isEcho } = readSendpulseEvent(event);
  if (isEcho) return { counts: false, reason: "not_a_lead", detail: "echo" };

  const official = officialTitle(title);
  const counts = official === null ? settings.acceptsFlows : settings.titles.includes(official);
  return counts ? { counts } : { counts, reason: "not_a_lead", detail: official ?? "flow" };
}

/** SendPulse's own name for an event, or null for a title that a customer typed. */
function officialTitle(title: string | null): EventTitle | null {
  const known = KNOWN_EVENT_TITLES.find((name) => name === title);
  if (known || title === null) return known ?? null;
  return Object.hasOwn(TITLE_ALIASES, title) ? (TITLE_ALIASES[title] ?? null) : null;
}
