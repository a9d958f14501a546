import { v7 as uuidv7 } from "uuid";
import type { JsonObject } from "@/lib/json";
import { cutAt } from "@/lib/mapping/value-text";
import { fingerprintEvent } from "@/lib/sources/sendpulse/fingerprint-event";
import { readLeadHints } from "@/lib/sources/sendpulse/read-lead-hints";
import { readSendpulseEvent } from "@/lib/sources/sendpulse/read-sendpulse-event";
import type { IncomingLead } from "./event-store";
import type { ParsedBody } from "./parse-body";

/** Why no lead was made of a body; `no_events`: it was readable, and held none. */
export type UnreadableReason = "unreadable_body" | "body_too_large" | "unsupported_type" | "no_events";

/** Longer ones are no ids of SendPulse's, and an index would refuse them. */
const ID_LENGTH_MAX = 100;
const LABEL_LENGTH_MAX = 200;

/** One row per event, in the order of the body, with what the registry shows before the event is worked on. */
export function toEventLeads(events: readonly JsonObject[], { isTest = false } = {}): IncomingLead[] {
  return events.map((event, index) => {
    const { service, title, bot, contact } = readSendpulseEvent(event);
    return {
      id: uuidv7(),
      index,
      isTest,
      kind: "event",
      event,
      fingerprint: fingerprintEvent(event),
      service: toLabel(service),
      title: toLabel(title),
      botId: toId(bot.id),
      botContactId: toId(contact.id),
      name: readLeadHints(event).name,
    };
  });
}

/** The row of a body without a single event: it shows what came, and why nothing was made of it. */
export function toUnreadableLead(reason: UnreadableReason, detail: JsonObject): IncomingLead {
  const status = reason === "no_events" ? "skipped" : "failed";
  return { id: uuidv7(), index: 0, isTest: false, kind: "unreadable", status, reason, detail };
}

/** Why a body that did not parse is refused, for the registry and for the sender. */
export function reasonOf({ status }: Extract<ParsedBody, { ok: false }>): UnreadableReason {
  return status === 415 ? "unsupported_type" : "unreadable_body";
}

function toLabel(text: string | null): string | null {
  return text === null ? null : cutAt(text, LABEL_LENGTH_MAX);
}

function toId(text: string | null): string | null {
  return text !== null && text.length <= ID_LENGTH_MAX ? text : null;
}
