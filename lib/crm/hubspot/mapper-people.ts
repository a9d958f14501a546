import { normaliseEmail } from "@/lib/matching/normalise-email";
import { phoneDigitsMatch } from "@/lib/phone/phone-digits-match";
import type { ContactValues, FieldValue } from "../types";
import type { ApiProperties } from "./api-types";
import { MORE_EMAILS, SECOND_PHONE } from "./mapper-fields";

/**
 * Whether further e-mails of a contact are written to `hs_additional_emails`.
 * [K] not confirmed: the property is documented for reading; where a write is refused, the e-mails go into a note.
 */
const WRITES_MORE_EMAILS = true;

/** Where a contact has room for phones. */
export const PHONE_SLOTS = ["phone", SECOND_PHONE] as const;
export const EMAIL_SLOTS = ["email", MORE_EMAILS] as const;

/** HubSpot parts a name in two: at the first space. Parts that are given win. */
export function toNameParts({ name, firstName, lastName }: ContactValues): Record<string, string> {
  const [first = "", ...rest] = toText(name).trim().split(/\s+/);
  const parts = { firstname: toText(firstName) || first, lastname: toText(lastName) || rest.join(" ") };
  // A name of one word erases no surname.
  return Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== ""));
}

export function toFullName({ firstname, lastname }: ApiProperties): string {
  return [firstname, lastname].filter(Boolean).join(" ");
}

/** The phones of a contact as they stand there, each once. */
export function listPhones(properties: ApiProperties): string[] {
  const phones = PHONE_SLOTS.map((slot) => properties[slot]).filter((phone): phone is string => Boolean(phone));
  return phones.filter((phone, index) => !phones.slice(0, index).some((other) => isSamePhone(other, phone)));
}

export function listEmails(properties: ApiProperties): string[] {
  const emails = EMAIL_SLOTS.flatMap((slot) => (properties[slot] ?? "").split(";"));
  return [...new Set(emails.map((email) => email.trim().toLowerCase()).filter(Boolean))];
}

/** Adds phones to those of a contact: what to set, and the phones there is no room for. */
export function placePhones(current: ApiProperties, phones: readonly string[]) {
  const properties: Record<string, string> = {};
  const left: string[] = [];
  for (const phone of phones) {
    const held = { ...current, ...properties };
    if ([...listPhones(held), ...left].some((other) => isSamePhone(other, phone))) continue;
    const slot = PHONE_SLOTS.find((candidate) => !held[candidate]);
    if (slot) properties[slot] = phone;
    else left.push(phone);
  }
  return { properties, left };
}

/** Adds e-mails to those of a contact: the first is the contact's own if it has none, the rest stand in a list. */
export function placeEmails(current: ApiProperties, emails: readonly string[]) {
  const held = listEmails(current);
  const fresh = [...new Set(emails.map((email) => email.toLowerCase()))].filter((email) => !held.includes(email));
  const own = current.email ? [] : fresh.slice(0, 1);
  const more = fresh.slice(own.length);
  const properties: Record<string, string> = {};
  if (own[0]) properties.email = own[0];
  if (!WRITES_MORE_EMAILS) return { properties, left: more };
  if (more.length > 0) properties[MORE_EMAILS] = [current[MORE_EMAILS], ...more].filter(Boolean).join(";");
  return { properties, left: [] };
}

export function isEmail(text: string): boolean {
  return normaliseEmail(text) === text.trim().toLowerCase();
}

function isSamePhone(left: string, right: string) {
  return left === right || phoneDigitsMatch(left, right);
}

export function toList(value: FieldValue | undefined): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [String(value)]).filter((item) => item !== "");
}

function toText(value: FieldValue | undefined) {
  return value === undefined || Array.isArray(value) ? "" : String(value);
}
