import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { phoneDigitsMatch } from "@/lib/phone/phone-digits-match";
import type { CrmContact, Identifier } from "./types";

/** A phone as a CRM stored it in E.164, or null when it is not a whole number. Without a country code it is read as Ukrainian. */
export function toE164(text: string): string | null {
  const phone = parsePhoneNumberFromString(text, "UA");
  return phone?.isValid() ? phone.number : null;
}

/** Whether a contact that a search gave does hold the identifier: searches of CRMs also give near hits. */
export function hasIdentifier(contact: Pick<CrmContact, "phones" | "emails">, { kind, value }: Identifier): boolean {
  if (kind === "email") return contact.emails.includes(value.toLowerCase());
  return contact.phones.some((phone) => phoneDigitsMatch(phone, value));
}
