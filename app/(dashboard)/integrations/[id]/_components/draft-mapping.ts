import type { MappingRow } from "@/lib/mapping/schema";
import type { TargetField } from "./settings-context";

/** The address of a contact's chat in SendPulse. */
export const CHAT_LINK = "https://login.sendpulse.com/messengers/chats/{{bot.id}}/contacts/all/{{contact.id}}";

const USUAL: readonly Pick<MappingRow, "target" | "template">[] = [
  { target: "contact.name", template: "{{contact.variables.name}}" },
  { target: "contact.phone", template: "{{contact.variables.phone}}" },
  { target: "contact.email", template: "{{contact.variables.email}}" },
  { target: "deal.name", template: "{{title}}" },
  { target: "deal.source", template: "{{service}}" },
];

/** The rows that most integrations begin with, as far as the CRM has their fields; the chat's link goes to a field of that name. */
export function draftMapping(fields: readonly TargetField[]): MappingRow[] {
  const rows = USUAL.filter(({ target }) => fields.some((field) => field.target === target));
  const chat = fields.find(
    ({ entity, type, label }) => entity === "contact" && type === "url" && /чат|chat/i.test(label),
  );
  return [...rows, ...(chat ? [{ target: chat.target, template: CHAT_LINK }] : [])].map((row) => ({
    ...row,
    policy: "inherit",
  }));
}
