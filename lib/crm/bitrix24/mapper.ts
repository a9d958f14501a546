import { normaliseEmail } from "@/lib/matching/normalise-email";
import { phoneDigitsMatch } from "@/lib/phone/phone-digits-match";
import { appendText } from "../note-lines";
import type {
  ContactValues,
  CreateContactInput,
  CrmAccount,
  CrmContact,
  CrmDirectory,
  CrmEntity,
  CrmField,
  CrmNotice,
  CrmRecordRef,
  FieldValue,
} from "../types";
import { type ApiContact, type ApiProfile, type ApiValues, ORIGINATOR_ID } from "./api-types";
import { CODES } from "./mapper-fields";
import { decodeValue, encodeValue, toNumericId, toUtc } from "./mapper-values";
import { readSavedPhone } from "./phone-spellings";

/** A contact without any name could not be told from another in the CRM. */
const CONTACT_NAME_FALLBACK = "Без імені";
const MULTIFIELDS: readonly string[] = ["phone", "email"];
/** Values that are not written as the field of their name. */
const OWN_WAY_KEYS: ReadonlySet<string> = new Set(["name", "phone", "email", "pipeline", "stage"]);

export function toAccount({
  profile,
  scope,
  portalUrl,
}: {
  profile: ApiProfile;
  scope: string[];
  portalUrl: string;
}): CrmAccount {
  const notices: CrmNotice[] = [];
  const missing = [...(scope.includes("crm") ? [] : ["crm"]), ...(canListUsers(scope) ? [] : ["user"])];
  if (missing.length > 0) notices.push({ code: "missing_scopes", detail: missing.join(", ") });
  if (!canListUsers(scope)) notices.push({ code: "users_hidden", detail: null });
  const userName = [profile.NAME, profile.LAST_NAME].filter(Boolean).join(" ") || null;
  return { name: new URL(portalUrl).host, userName, url: `${portalUrl}/`, notices };
}

/** Any of the three rights is enough to list users; the narrow ones leave their e-mails out. */
export function canListUsers(scope: readonly string[]): boolean {
  return ["user", "user_basic", "user_brief"].some((name) => scope.includes(name));
}

export function toRef(kind: CrmEntity, { id, portalUrl }: { id: string; portalUrl: string }): CrmRecordRef {
  return { id, url: `${portalUrl}/crm/${kind}/details/${id}/` };
}

export function toContact(
  contact: ApiContact,
  { directory, portalUrl }: { directory: CrmDirectory; portalUrl: string },
): CrmContact {
  const phones = listTexts(contact.PHONE);
  const emails = listTexts(contact.EMAIL);
  const values = toValues("contact", contact, directory);
  const name = [values.firstName, values.lastName].filter(Boolean).join(" ");
  if (name) values.name = name;
  setList(values, "phone", phones);
  setList(values, "email", emails);
  return {
    ...toRef("contact", { id: contact.ID, portalUrl }),
    values,
    phones: phones.map(readSavedPhone),
    emails: emails.map((email) => email.toLowerCase()),
    responsibleId: typeof values.responsible === "string" ? values.responsible : null,
    updatedAt: toUtc(contact.DATE_MODIFY),
  };
}

/** The fields of a record that we speak of, but those which are several values each. */
export function toValues(entity: CrmEntity, record: ApiValues, { fields }: CrmDirectory): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const field of fields) {
    if (field.entity !== entity || field.nativeType === undefined || isMultifield(field)) continue;
    const value = decodeValue(field, record[toCode(entity, field.key)]);
    if (value !== undefined) values[field.key] = value;
  }
  return values;
}

/** Values by the CRM's names. One that its directory does not know is sent as it is: the CRM passes over it. */
export function toFields(entity: CrmEntity, values: Record<string, FieldValue>, { fields }: CrmDirectory): ApiValues {
  const known = new Map(fields.filter((field) => field.entity === entity).map((field) => [field.key, field]));
  const encoded = Object.entries(values)
    .filter(([key]) => !OWN_WAY_KEYS.has(key) || (entity === "deal" && key === "name"))
    .map(([key, value]) => [toCode(entity, key), encodeValue(known.get(key) ?? {}, value)]);
  return Object.fromEntries(encoded);
}

export function toNewContact(
  { values, responsibleId, requestId }: CreateContactInput,
  directory: CrmDirectory,
): ApiValues {
  const phones = toList(values.phone);
  const emails = toEmails(values.email);
  const fields = { ...toNameFields(values), ...toFields("contact", values, directory) };
  return {
    ...fields,
    ...(!fields.NAME && !fields.LAST_NAME && { NAME: phones[0] ?? emails[0] ?? CONTACT_NAME_FALLBACK }),
    ...(phones.length > 0 && { PHONE: phones.map(toMultifield) }),
    ...(emails.length > 0 && { EMAIL: emails.map(toMultifield) }),
    ...(responsibleId && { ASSIGNED_BY_ID: toNumericId(responsibleId) }),
    ORIGINATOR_ID,
    ORIGIN_ID: requestId,
  };
}

/**
 * What changes on a contact. Phones and e-mails without an id are added by the CRM, the same ones too, so that only
 * those are sent which `current` does not hold; a note goes below the one that is there. null: none of them is named.
 */
export function toContactChange(
  values: ContactValues,
  { current, directory }: { current: ApiContact | null; directory: CrmDirectory },
): ApiValues {
  const { note, ...others } = values;
  const held = { phone: listTexts(current?.PHONE ?? []), email: listTexts(current?.EMAIL ?? []) };
  const phones = toList(values.phone).filter((phone) => !held.phone.some((known) => isSamePhone(known, phone)));
  const emails = toEmails(values.email).filter((email) => !held.email.some((known) => isSameEmail(known, email)));
  return {
    ...toNameFields(values),
    ...toFields("contact", others, directory),
    ...addNote(current, note),
    ...(phones.length > 0 && { PHONE: phones.map(toMultifield) }),
    ...(emails.length > 0 && { EMAIL: emails.map(toMultifield) }),
  };
}

/** Whether a change of these values adds to what is there, and so has to know it. */
export function addsToHeld(values: ContactValues): boolean {
  return [...MULTIFIELDS, "note"].some((key) => toList(values[key]).length > 0);
}

function addNote(current: ApiContact | null, note: FieldValue | undefined): ApiValues {
  const text = toList(note).join("\n");
  const held = typeof current?.COMMENTS === "string" ? current.COMMENTS : "";
  const changed = appendText(held, text);
  return text === "" || changed === held ? {} : { COMMENTS: changed };
}

/** A whole name in its parts: the first word, and the rest. What is named as a part of its own wins over it. */
function toNameFields({ name }: ContactValues): ApiValues {
  const [first = "", ...rest] = typeof name === "string" ? name.trim().split(/\s+/) : [];
  return { ...(first && { NAME: first }), ...(rest.length > 0 && { LAST_NAME: rest.join(" ") }) };
}

function toCode(entity: CrmEntity, key: string): string {
  const codes: Readonly<Record<string, string>> = CODES[entity];
  return codes[key] ?? key;
}

function isMultifield({ entity, key }: CrmField) {
  return entity === "contact" && MULTIFIELDS.includes(key);
}

function toMultifield(value: string) {
  return { VALUE: value, VALUE_TYPE: "WORK" };
}

function listTexts(items: ApiContact["PHONE"]): string[] {
  return items.map(({ VALUE }) => VALUE.trim()).filter(Boolean);
}

function setList(values: Record<string, FieldValue>, key: string, items: string[]) {
  const [first] = items;
  if (first !== undefined) values[key] = items.length === 1 ? first : items;
}

/** Blank values are none, and each is named once. */
function toList(value: FieldValue | undefined): string[] {
  const items = value === undefined ? [] : Array.isArray(value) ? value : [String(value)];
  return [...new Set(items.filter(Boolean))];
}

/** The portal refuses a whole record for an e-mail that is none; what cannot be one is left out. */
function toEmails(value: FieldValue | undefined): string[] {
  return [...new Set(toList(value).flatMap((text) => normaliseEmail(text) ?? []))];
}

function isSamePhone(left: string, right: string) {
  return phoneDigitsMatch(readSavedPhone(left), readSavedPhone(right));
}

function isSameEmail(left: string, right: string) {
  return left.toLowerCase() === right.trim().toLowerCase();
}
