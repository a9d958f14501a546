import { normaliseEmail } from "@/lib/matching/normalise-email";
import { phoneDigitsMatch } from "@/lib/phone/phone-digits-match";
import { toE164 } from "../identifier-hits";
import { appendText } from "../note-lines";
import type { ContactValues, CreateContactInput, CrmContact, CrmField, FieldValue, Identifier } from "../types";
import type { ApiBuyer, ApiBuyerInput } from "./api-types";
import { NAME_CHARS_MAX } from "./assumptions";
import { fromCustomValues, toCustomValues } from "./mapper-fields";
import { toIsoTime } from "./times";

/** KeyCRM refuses a buyer without a name. */
const NAME_FALLBACK = "Без імені";

type Fields = ReadonlyMap<string, CrmField>;

/**
 * The spellings under which a buyer may be stored: KeyCRM compares texts, and keeps phones as they were typed.
 *
 * @example
 * listSpellings({ kind: "phone", value: "+380671112233" })
 * // => ["+380671112233", "380671112233", "0671112233", "80671112233", "671112233"]
 */
export function listSpellings({ kind, value }: Identifier): string[] {
  if (kind === "email") return [value.toLowerCase()];
  const digits = value.replace(/\D/g, "");
  const home = digits.startsWith("380") ? [digits.slice(2), digits.slice(1), digits.slice(3)] : [];
  return [`+${digits}`, digits, ...home];
}

export function toContact(buyer: ApiBuyer, fields: Fields): CrmContact {
  const responsibleId = buyer.manager?.id ?? buyer.manager_id ?? null;
  const values = {
    name: buyer.full_name,
    phone: toOneOrList(buyer.phone),
    email: toOneOrList(buyer.email),
    note: buyer.note,
    birthday: buyer.birthday?.slice(0, 10),
    responsible: responsibleId,
    ...fromCustomValues(buyer.custom_fields, fields),
  };
  return {
    id: buyer.id,
    values: withoutBlanks(values),
    phones: buyer.phone.map((phone) => toE164(phone) ?? phone),
    emails: buyer.email.map((email) => email.toLowerCase()),
    responsibleId,
    updatedAt: toIsoTime(buyer.updated_at),
    // The address of an account's pages is not told by its API.
    url: null,
  };
}

export function toNewBuyer({ values, responsibleId }: CreateContactInput, fields: Fields): ApiBuyerInput {
  const phone = toList(values.phone);
  const email = toEmails(values.email);
  return withoutUndefined({
    ...toNamed(values, fields),
    full_name: toName(values) ?? phone[0] ?? email[0] ?? NAME_FALLBACK,
    phone: phone.length > 0 ? phone : undefined,
    email: email.length > 0 ? email : undefined,
    note: toText(values.note),
    manager_id: toNumber(responsibleId ?? toText(values.responsible)),
  });
}

/** What changes, with all of what KeyCRM would otherwise replace: its name always, phones and e-mails together with those that are there. */
export function toBuyerChange(values: ContactValues, { buyer, fields }: { buyer: ApiBuyer; fields: Fields }) {
  const phone = toList(values.phone).filter((added) => !buyer.phone.some((known) => phoneDigitsMatch(known, added)));
  const known = buyer.email.map((email) => email.toLowerCase());
  const email = toEmails(values.email).filter((address) => !known.includes(address));
  return withoutUndefined({
    ...toNamed(values, fields),
    full_name: toName(values) ?? (buyer.full_name || buyer.phone[0] || buyer.email[0] || NAME_FALLBACK),
    phone: phone.length > 0 ? [...buyer.phone, ...phone] : undefined,
    email: email.length > 0 ? [...buyer.email, ...email] : undefined,
    note: values.note === undefined ? undefined : appendText(buyer.note, String(values.note)),
    manager_id: toNumber(toText(values.responsible)),
  });
}

/** An id as KeyCRM takes it. */
export function toNumber(id: string | null | undefined): number | string | undefined {
  if (!id) return undefined;
  return /^\d{1,15}$/.test(id) ? Number(id) : id;
}

export function toText(value: FieldValue | undefined): string | undefined {
  return value === undefined || value === "" ? undefined : String(value);
}

/** A name as long as KeyCRM takes it. */
export function toShortText(value: FieldValue | undefined): string | undefined {
  const text = toText(value);
  return text && [...text].slice(0, NAME_CHARS_MAX).join("");
}

export function withoutBlanks(values: Readonly<Record<string, FieldValue | null | undefined>>) {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, FieldValue] =>
        entry[1] !== null &&
        entry[1] !== undefined &&
        entry[1] !== "" &&
        !(Array.isArray(entry[1]) && !entry[1].length),
    ),
  );
}

export function withoutUndefined<T extends object>(input: T): T {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as T;
}

function toNamed(values: ContactValues, fields: Fields): ApiBuyerInput {
  return { birthday: toText(values.birthday), custom_fields: toCustomValues(values, fields) };
}

/** KeyCRM has one name; a first and a last name that come instead are put together. */
function toName(values: ContactValues): string | undefined {
  const parts = [values.firstName, values.lastName].map(toText).filter(Boolean).join(" ");
  return toShortText(values.name) ?? toShortText(parts);
}

function toList(value: FieldValue | undefined): string[] {
  return [value ?? []].flat().map(String).filter(Boolean);
}

/** KeyCRM refuses a whole buyer for an e-mail that is none; what cannot be one is left out. */
function toEmails(value: FieldValue | undefined): string[] {
  return [...new Set(toList(value).flatMap((text) => normaliseEmail(text) ?? []))];
}

function toOneOrList(texts: string[]): FieldValue | undefined {
  return texts.length > 1 ? texts : texts[0];
}
