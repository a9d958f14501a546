import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json";

/** What SendPulse's envelope says, whatever its shape: a part that is missing or of another type is null. */
export type SendpulseEvent = {
  service: string | null;
  /** As it came; see `officialTitle` for SendPulse's own names. */
  title: string | null;
  bot: { id: string | null; name: string | null; channel: string | null };
  contact: {
    id: string | null;
    name: string | null;
    username: string | null;
    phone: string | null;
    email: string | null;
  };
  date: Date | null;
  /** True for a message that the business itself wrote, sent back by Instagram or Messenger. */
  isEcho: boolean;
  /** The chat with the contact in SendPulse; null unless both ids are there. */
  chatUrl: string | null;
};

/** Seconds reach this number in the year 5138; milliseconds passed it in 1973. */
const MILLISECONDS_FROM = 1e11;
const DATE_MIN = Date.UTC(2010, 0, 1);
const DATE_MAX = Date.UTC(2100, 0, 1);

/** Reads the envelope of a chatbot event. Ids stay text; never throws. */
export function readSendpulseEvent(event: JsonObject): SendpulseEvent {
  const bot = readObject(event, "bot");
  const contact = readObject(event, "contact");
  const ids = { bot: readText(bot, "id"), contact: readText(contact, "id") };
  return {
    service: readText(event, "service"),
    title: readText(event, "title"),
    bot: { id: ids.bot, name: readText(bot, "name"), channel: readText(bot, "channel") },
    contact: {
      id: ids.contact,
      name: readText(contact, "name"),
      username: readText(contact, "username"),
      phone: readText(contact, "phone"),
      email: readText(contact, "email"),
    },
    date: toDate(readOwn(event, "date")),
    isEcho: isEcho(event),
    chatUrl: toChatUrl(ids),
  };
}

/**
 * Whether an object has SendPulse's chatbot envelope: a contact, and a bot or the names of service and event. Automation
 * 360, forms and other senders do not.
 */
export function isSendpulseEvent(event: JsonObject): boolean {
  if (!isJsonObject(readOwn(event, "contact"))) return false;
  if (isJsonObject(readOwn(event, "bot"))) return true;
  return readText(event, "service") !== null && readText(event, "title") !== null;
}

/** The address of a chat in SendPulse. */
function toChatUrl(ids: { bot: string | null; contact: string | null }): string | null {
  if (!ids.bot || !ids.contact) return null;
  const [bot, contact] = [encodeURIComponent(ids.bot), encodeURIComponent(ids.contact)];
  return `https://login.sendpulse.com/messengers/chats/${bot}/contacts/all/${contact}`;
}

/** The own value under a name. */
function readOwn(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The object under a name; empty when there is none (SendPulse sends `[]` for an empty one). */
export function readObject(object: JsonObject, name: string): JsonObject {
  const value = readOwn(object, name);
  return isJsonObject(value) ? value : {};
}

/** The trimmed text under a name, or null when it is blank or no text; a number counts as text. */
export function readText(object: JsonObject, name: string): string | null {
  const value = readOwn(object, name);
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? value.trim() || null : null;
}

/** SendPulse sends seconds from some places and milliseconds from others, and may send either as text. */
function toDate(value: JsonValue | undefined): Date | null {
  const at =
    typeof value === "number" ? fromUnix(value) : typeof value === "string" ? fromText(value.trim()) : Number.NaN;
  return at >= DATE_MIN && at < DATE_MAX ? new Date(at) : null;
}

function fromUnix(value: number): number {
  return Math.trunc(Math.abs(value) >= MILLISECONDS_FROM ? value : value * 1000);
}

function fromText(value: string): number {
  if (/^\d{1,16}(?:\.\d{1,9})?$/.test(value)) return fromUnix(Number(value));
  return /^\d{4}-\d{2}-\d{2}(?:[T ]|$)/.test(value) ? Date.parse(value) : Number.NaN;
}

/** The mark sits on the message; outgoing Instagram messages hold it one level deeper. */
function isEcho(event: JsonObject): boolean {
  const message = readObject(readObject(event, "info"), "message");
  const native = readObject(readObject(message, "channel_data"), "message");
  return [message, native, readObject(native, "message")].some((part) => {
    const mark = readOwn(part, "is_echo");
    return mark === true || mark === 1 || mark === "true" || mark === "1";
  });
}
