import type { CrmField, FieldKey, FieldType } from "@/lib/crm/types";
import { isJsonObject, type JsonObject } from "@/lib/json";
import { EMAIL_NAMES, NAME_NAMES, PHONE_NAMES } from "@/lib/sources/sendpulse/lead-names";
import { findServiceIn, type MessengerService } from "./messenger-words";
import { formatPath, parsePath } from "./path";
import { fold, readPath } from "./read-path";
import type { MappingRow } from "./schema";
import { isBlank } from "./value-text";

/** The address of a contact's chat in SendPulse. */
export const CHAT_LINK = "https://login.sendpulse.com/messengers/chats/{{bot.id}}/contacts/all/{{contact.id}}";

/** A row that could be added; `isSeen` when one of the events has something for it. */
export type SuggestedRow = { row: MappingRow; isSeen: boolean };

type Field = Pick<CrmField, "entity" | "key" | "label" | "options"> & { target: FieldKey; type: FieldType | null };
type Draft = { target: FieldKey; template: string; isSeen: boolean; service?: MessengerService };

const UTM_MARKS = ["utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"] as const;

/**
 * Proposes rows from what the events hold and what the CRM has fields for: name, phone, e-mail, the link to the chat (with a
 * field for each messenger: one row each), UTM marks, bot and channel, and variables that are called like a field. Fields
 * that a row fills already are left alone.
 */
export function suggestRows({
  events,
  fields,
  filled,
}: {
  events: readonly JsonObject[];
  fields: readonly Field[];
  filled: ReadonlySet<FieldKey>;
}): SuggestedRow[] {
  const drafts = [
    ...suggestPerson(events, fields),
    ...suggestUtm(events, fields),
    ...suggestSource(events, fields),
    ...suggestChatLinks(fields),
    ...suggestVariables(events, fields),
  ];
  const taken = new Map<FieldKey, string>();
  return drafts.flatMap(({ target, template, isSeen, service }) => {
    const owner = target === "deal.source" || service ? "several" : template;
    if (filled.has(target) || !fields.some((field) => field.target === target)) return [];
    if (taken.has(target) && taken.get(target) !== "several") return [];
    taken.set(target, owner);
    const condition = service && { field: "event:service", operator: "equals" as const, values: [service] };
    return [{ row: { target, template, policy: "inherit", ...(condition && { condition }) }, isSeen }];
  });
}

function suggestPerson(events: readonly JsonObject[], fields: readonly Field[]): Draft[] {
  const nick = fields.find(
    ({ entity, label, type }) => entity === "contact" && type !== "url" && /нік|nick|username/i.test(label),
  );
  return [
    fromPath("contact.name", findPath(events, NAME_NAMES) ?? "contact.variables.name", events),
    fromPath("contact.phone", findPath(events, PHONE_NAMES) ?? "contact.variables.phone", events),
    fromPath("contact.email", findPath(events, EMAIL_NAMES) ?? "contact.variables.email", events),
    fromPath("deal.name", "title", events),
    ...(nick ? [fromPath(nick.target, "contact.username", events)] : []),
  ];
}

function suggestUtm(events: readonly JsonObject[], fields: readonly Field[]): Draft[] {
  return UTM_MARKS.flatMap((mark) => {
    const field = fields.find(
      ({ key, label }) => plain(key).includes(plain(mark)) || plain(label).includes(plain(mark)),
    );
    return field ? [fromPath(field.target, findPath(events, [mark]) ?? `contact.variables.${mark}`, events)] : [];
  });
}

/** Where the lead came from: the UTM mark where there is one, then the bot and the messenger. */
function suggestSource(events: readonly JsonObject[], fields: readonly Field[]): Draft[] {
  const bot = fields.find(
    ({ label, key }) => /^(?:чат-?)?(?:бот|bot)/iu.test(label.trim()) || /^(?:cf_)?bot/i.test(key),
  );
  const channel = fields.find(
    ({ label, type }) => type !== "url" && /^(?:канал|месенджер|channel|messenger)/iu.test(label.trim()),
  );
  const source = fields.find(({ target }) => target === "deal.source");
  const hasUtmField = fields.some(({ key, label }) => plain(`${key} ${label}`).includes("utmsource"));
  const utm = hasUtmField ? null : findPath(events, ["utm_source"]);
  const isList = source?.type === "enum";
  return [
    ...(bot ? [fromPath(bot.target, "bot.name", events)] : []),
    ...(channel ? [{ ...fromPath(channel.target, "service", events), template: channelTemplate(channel) }] : []),
    ...(utm ? [fromPath("deal.source", utm, events)] : []),
    {
      ...fromPath("deal.source", "service", events),
      template: bot || isList ? "{{service}}" : "{{bot.name}} ({{service}})",
    },
  ];
}

/** The messenger; a table of replacements where the CRM's list calls some of them otherwise. */
function channelTemplate({ options }: Field): string {
  if (!options) return "{{service}}";
  const lines = options.flatMap(({ id, label }) => {
    const service = findServiceIn(`${label} ${id}`);
    return service ? [{ service, label, isSame: [id, label].some((name) => fold(name) === service) }] : [];
  });
  if (lines.every(({ isSame }) => isSame)) return "{{service}}";
  const table = lines.map(({ service, label }) => `${JSON.stringify(service)} => ${JSON.stringify(label)}`);
  return `{{service | map: ${table.join(", ")}}}`;
}

/** One field for all chats, or one for each messenger, which then gets a condition. */
function suggestChatLinks(fields: readonly Field[]): Draft[] {
  const links = fields.filter(
    ({ type, label }) => (type === "url" || type === "text" || type === null) && isChat(label, type),
  );
  const own = links.filter(({ entity }) => entity === "contact");
  const chats = own.length > 0 ? own : links;
  const perService = chats.flatMap((field) => {
    const service = findServiceIn(field.label);
    return service ? [{ target: field.target, template: CHAT_LINK, isSeen: true, service }] : [];
  });
  const common = chats.find(({ label }) => findServiceIn(label) === null);
  return [...perService, ...(common ? [{ target: common.target, template: CHAT_LINK, isSeen: true }] : [])];
}

function isChat(label: string, type: FieldType | null): boolean {
  if (type !== "url") return /(?:чат|chat)/iu.test(label) && /(?:посилання|лінк|link|url)/iu.test(label);
  return /(?:чат|chat)/iu.test(label) || findServiceIn(label) !== null;
}

/** Variables of the chat that are called exactly like a field of the CRM. */
function suggestVariables(events: readonly JsonObject[], fields: readonly Field[]): Draft[] {
  const names = new Set(events.flatMap((event) => Object.keys(variablesOf(event))));
  return [...names].flatMap((name) => {
    const wanted = plain(name);
    const field = fields.find(
      ({ key, label }) => wanted !== "" && [plain(key), plain(key.replace(/^cf_/, "")), plain(label)].includes(wanted),
    );
    return field ? [fromPath(field.target, formatPath(["contact", "variables", name]), events)] : [];
  });
}

/** The first place that has something under one of the names: what the person typed, then the contact, then the event. */
function findPath(events: readonly JsonObject[], names: readonly string[]): string | null {
  for (const place of [["contact", "variables"], ["contact"], []]) {
    for (const name of names) {
      const path = formatPath([...place, name]);
      if (hasSome(events, path)) return writtenAs(events, place, name) ?? path;
    }
  }
  return null;
}

/** The path with the name as the event spells it. */
function writtenAs(events: readonly JsonObject[], place: readonly string[], name: string): string | null {
  for (const event of events) {
    const parent = place.reduce<unknown>((value, key) => (isJsonObject(value) ? value[key] : undefined), event);
    const own = isJsonObject(parent) ? Object.keys(parent).find((key) => fold(key) === fold(name)) : undefined;
    if (own !== undefined) return formatPath([...place, own]);
  }
  return null;
}

function fromPath(target: FieldKey, path: string, events: readonly JsonObject[]): Draft {
  return { target, template: `{{${path}}}`, isSeen: hasSome(events, path) };
}

function hasSome(events: readonly JsonObject[], text: string): boolean {
  const parsed = parsePath(text);
  return parsed.ok && events.some((event) => !isBlank(readPath(parsed.path, event)));
}

function variablesOf(event: JsonObject): JsonObject {
  const contact = isJsonObject(event.contact) ? event.contact : {};
  return isJsonObject(contact.variables) ? contact.variables : {};
}

/** Letters and digits alone, so that `utm_source`, `UTM source` and `utm-source` are one. */
function plain(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, "");
}
