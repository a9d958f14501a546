import type { JsonObject } from "@/lib/json";
import { cutAt } from "@/lib/mapping/value-text";
import { EMAIL_NAMES, NAME_NAMES, PHONE_NAMES } from "./lead-names";
import { readObject, readText } from "./read-sendpulse-event";

/** What the registry shows of a lead before any mapping: as typed, at most 200 characters each. */
export type LeadHints = { name: string | null; phone: string | null; email: string | null };

const HINT_CHARS_MAX = 200;

/**
 * Guesses name, phone and e-mail of an event of any shape: the contact's variables first, since a person typed them, then
 * the contact, then the event itself.
 */
export function readLeadHints(event: JsonObject): LeadHints {
  const contact = readObject(event, "contact");
  const places = [readObject(contact, "variables"), contact, event];
  return {
    name: cut(findText(places, NAME_NAMES) ?? fullName(contact) ?? readText(contact, "username")),
    phone: cut(findText(places, PHONE_NAMES)),
    email: cut(findText(places, EMAIL_NAMES)),
  };
}

/** The exact names win over those that differ in letter case. */
function findText(places: readonly JsonObject[], names: readonly string[]): string | null {
  for (const place of places) {
    for (const name of names) {
      const text = readText(place, name);
      if (text) return text;
    }
    const like = Object.keys(place).find(
      (key) => names.includes(key.trim().normalize("NFC").toLowerCase()) && readText(place, key),
    );
    if (like) return readText(place, like);
  }
  return null;
}

function fullName(contact: JsonObject): string | null {
  return [readText(contact, "first_name"), readText(contact, "last_name")].filter(Boolean).join(" ") || null;
}

function cut(text: string | null): string | null {
  return text === null ? null : cutAt(text, HINT_CHARS_MAX);
}
