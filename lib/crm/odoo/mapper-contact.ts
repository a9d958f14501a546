import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { phoneDigitsMatch } from "@/lib/phone/phone-digits-match";
import { fromHtml, toHtml } from "../html";
import { toE164 } from "../identifier-hits";
import { listIdentifiers } from "../list-identifiers";
import { hasLines } from "../note-lines";
import type { ContactValues, CreateContactInput, CrmContact, FieldValue, Identifier } from "../types";
import type { OdooDomain, OdooFields, OdooRow, OdooVals, OdooValue } from "./api-types";
import { REQUEST_ID_FIELD } from "./mapper-fields";
import { type NameLists, toIso, toLinkId, toText, toTexts, toVals, toValues } from "./mapper-values";

/** Odoo refuses a person without a name. */
const NAME_FALLBACK = "Без імені";

/** Where phones are kept: Odoo 19 has no `mobile` any more. */
const PHONE_CODES = ["phone", "mobile"];
/** Searches of phones that a server has or has not; beside them, what a contact is told by. */
export const CONTACT_CODES = [
  ...PHONE_CODES,
  "name",
  "email",
  "comment",
  "user_id",
  "write_date",
  "email_normalized",
  "phone_mobile_search",
  "phone_sanitized",
  REQUEST_ID_FIELD,
];
const SEARCH_CODES = ["email_normalized", "phone_mobile_search", "phone_sanitized", REQUEST_ID_FIELD];
/** Built-in values that do not go to a field as they are. */
const COMPOSED = ["name", "firstName", "lastName", "phone", "email", "note", "responsible"];

/** Several phones or e-mails in one field of text, parted as people part them. */
const SEPARATOR = ", ";
const PHONE_SEPARATORS = /[,;\n]|\s\/\s/;
const EMAILS = /[^\s<>,;"]+@[^\s<>,;"]+/g;

/** Names of the fields that a contact is read with. */
export function toContactCodes(fields: OdooFields): string[] {
  return Object.keys(fields).filter((code) => !SEARCH_CODES.includes(code));
}

/**
 * The search for a contact; hits are near ones.
 *
 * Phones are stored as they were typed. Odoo's own search leaves the signs between digits out, and finds the national number
 * in every spelling; where a server lacks it, anything is let stand between two digits.
 */
export function toContactDomain({ kind, value }: Identifier, fields: OdooFields): OdooDomain {
  if (kind === "email") {
    const like = ["email", "ilike", escapeLike(value)] as const;
    return fields.email_normalized ? ["|", ["email_normalized", "=", value.toLowerCase()], like] : [like];
  }
  const national: string = parsePhoneNumberFromString(value)?.nationalNumber ?? value.replace(/\D/g, "");
  const searches: [string, string, unknown][] = [];
  if (fields.phone_mobile_search) searches.push(["phone_mobile_search", "ilike", national]);
  if (fields.phone_sanitized) searches.push(["phone_sanitized", "=", value]);
  if (!fields.phone_mobile_search) {
    for (const code of toPhoneCodes(fields)) searches.push([code, "ilike", [...national].join("%")]);
  }
  return [...searches.slice(1).map(() => "|"), ...searches];
}

/** `%`, `_` and the backslash stand for others in a search. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

export function toContact(
  row: OdooRow,
  { url, ...from }: { keys: readonly string[]; fields: OdooFields; names: NameLists; url: string },
): CrmContact {
  const phones = readPhones(row, from.fields);
  const emails = readEmails(row.email);
  return {
    id: String(row.id),
    values: {
      ...toValues("contact", row, from),
      ...(phones.length > 0 && { phone: oneOrAll(phones) }),
      ...(emails.length > 0 && { email: oneOrAll(emails) }),
    },
    phones: phones.map((phone) => toE164(phone) ?? phone),
    emails: emails.map((email) => email.toLowerCase()),
    responsibleId: toLinkId(row.user_id),
    updatedAt: toIso(row.write_date),
    url,
  };
}

/** Somebody whom no phone and no e-mail tells apart, by the name and phone that the contact is made with; null for others, who are found by them. */
export function toMadeContactDomain(
  { values }: Pick<CreateContactInput, "values">,
  fields: OdooFields,
): OdooDomain | null {
  if (listIdentifiers(values).length > 0) return null;
  const made = addTo({ id: 0 }, values, fields);
  const same = [...toPhoneCodes(fields), "email"].map((code) => [code, "=", made[code] ?? false] as const);
  return [["name", "=", toNewName(values)], ...same];
}

export function toNewContact(
  { values, responsibleId, requestId }: CreateContactInput,
  { fields, names }: { fields: OdooFields; names: NameLists },
): OdooVals {
  const responsible = responsibleId ?? values.responsible;
  return {
    ...toVals("contact", values, { fields, names, except: COMPOSED }),
    ...addTo({ id: 0 }, values, fields),
    name: toNewName(values),
    // Without it Odoo keeps nobody, which is meant then.
    ...(responsible !== undefined && { user_id: Number(responsible) }),
    ...(fields[REQUEST_ID_FIELD] && { [REQUEST_ID_FIELD]: requestId }),
  };
}

/** What an update changes of the contact as it is: phones, e-mails, tags and notes are added to those that are there. */
export function toContactChange(
  values: ContactValues,
  { row, fields, names }: { row: OdooRow; fields: OdooFields; names: NameLists },
): OdooVals {
  const name = toName(values);
  return {
    ...toVals("contact", values, { fields, names, except: COMPOSED }),
    ...addTo(row, values, fields),
    ...(name !== undefined && { name }),
    ...(values.responsible !== undefined && { user_id: Number(values.responsible) }),
  };
}

/** Whether an update has to know what is there. */
export function addsToContact(values: ContactValues): boolean {
  return ["phone", "email", "note"].some((key) => values[key] !== undefined);
}

function addTo(row: OdooRow, { phone, email, note }: ContactValues, fields: OdooFields): OdooVals {
  return {
    ...addPhones(row, toTexts(phone), fields),
    ...addEmails(row, toTexts(email)),
    ...(note !== undefined && addNote(row, toTexts(note).join("\n"))),
  };
}

/** A field for each phone while there are any that are empty, the others beside the first one. */
function addPhones(row: OdooRow, phones: readonly string[], fields: OdooFields): OdooVals {
  const known = readPhones(row, fields);
  const vals: OdooVals = {};
  const free = toPhoneCodes(fields).filter((code) => toText(row[code]).trim() === "");
  let first = toText(row.phone);
  for (const phone of phones) {
    if (known.some((one) => phoneDigitsMatch(one, phone) || one === phone)) continue;
    known.push(phone);
    const code = free.shift() ?? "phone";
    if (code !== "phone") vals[code] = phone;
    else vals.phone = first = [first, phone].filter(Boolean).join(SEPARATOR);
  }
  return vals;
}

function addEmails(row: OdooRow, emails: readonly string[]): OdooVals {
  const known = readEmails(row.email).map((email) => email.toLowerCase());
  const added = emails.filter(
    (email, index) => !known.includes(email.toLowerCase()) && emails.indexOf(email) === index,
  );
  if (added.length === 0) return {};
  return { email: [toText(row.email).trim(), ...added].filter(Boolean).join(SEPARATOR) };
}

/** A note that is there already is what an earlier try of the same update wrote. */
function addNote(row: OdooRow, note: string): OdooVals {
  const html = toText(row.comment);
  return hasLines(fromHtml(html), note) ? {} : { comment: `${html}<p>${toHtml(note)}</p>` };
}

function readPhones(row: OdooRow, fields: OdooFields): string[] {
  const phones: string[] = [];
  for (const code of toPhoneCodes(fields)) {
    for (const part of toText(row[code]).split(PHONE_SEPARATORS)) {
      const phone = part.trim();
      if (phone && !phones.some((one) => one === phone || phoneDigitsMatch(one, phone))) phones.push(phone);
    }
  }
  return phones;
}

function readEmails(value: OdooValue | undefined): string[] {
  const text = toText(value).trim();
  return text === "" ? [] : [...new Set(text.match(EMAILS) ?? [text])];
}

function toPhoneCodes(fields: OdooFields) {
  return PHONE_CODES.filter((code) => fields[code]);
}

function oneOrAll(values: string[]): FieldValue {
  return values.length === 1 ? (values[0] ?? "") : values;
}

function toNewName(values: ContactValues) {
  return toName(values) ?? toTexts(values.phone)[0] ?? toTexts(values.email)[0] ?? NAME_FALLBACK;
}

/** Odoo has one field for the whole name. */
function toName({ name, firstName, lastName }: ContactValues): string | undefined {
  const parts = name === undefined ? [firstName, lastName] : [name];
  return (
    parts
      .flatMap((part) => toTexts(part))
      .join(" ")
      .trim() || undefined
  );
}
