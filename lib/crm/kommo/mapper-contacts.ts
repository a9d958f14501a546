import { phoneDigitsMatch } from "@/lib/phone/phone-digits-match";
import { toE164 } from "../identifier-hits";
import type { ContactValues, CreateContactInput, CrmContact, CrmField, FieldValue } from "../types";
import type { ApiContact, ApiFieldValue, ContactChange, ContactInput, FieldInput, NewContact } from "./api-types";
import { toFieldInputs, toFieldValues } from "./mapper-values";

/** The kind of a phone or e-mail that we add. */
const ENUM_CODE = "WORK";
const NAME_FALLBACK = "Без імені";
/** [K] not confirmed: that a longer name is refused, and the whole record with it. */
const NAME_CHARS_MAX = 255;

type Code = "PHONE" | "EMAIL";

export function toContact(contact: ApiContact, origin: string): CrmContact {
  const { id, name, first_name, last_name, responsible_user_id, updated_at, custom_fields_values, _embedded } = contact;
  const phones = listTexts(contact, "PHONE");
  const emails = listTexts(contact, "EMAIL");
  const responsibleId = toResponsibleId(responsible_user_id);
  return {
    id: String(id),
    values: dropBlank({
      // The phone stands for the name where nobody gave one.
      name: phones.some((phone) => isSamePhone(phone, name ?? "")) ? "" : name,
      firstName: first_name,
      lastName: last_name,
      phone: oneOrAll(phones),
      email: oneOrAll(emails),
      tags: _embedded?.tags?.map((tag) => tag.name),
      responsible: responsibleId,
      ...toFieldValues(custom_fields_values),
    }),
    phones: phones.map((phone) => toE164(phone) ?? phone),
    emails: emails.map((email) => email.trim().toLowerCase()),
    responsibleId,
    updatedAt: toIsoTime(updated_at),
    url: toContactUrl(id, origin),
  };
}

export function toContactUrl(id: number | string, origin: string): string {
  return `${origin}/contacts/detail/${id}`;
}

/** The name that a contact is made with. */
export function toContactName(values: ContactValues): string {
  return toShortText(values.name) ?? nameContact(values);
}

export function toNewContact(
  { values, responsibleId, requestId }: CreateContactInput,
  fields: readonly CrmField[],
): NewContact {
  const tags = toList(values.tags);
  return {
    request_id: requestId,
    ...toNames(values),
    name: toContactName(values),
    ...toResponsible(responsibleId ?? toText(values.responsible)),
    ...toFilled([
      ...toMultiple("PHONE", values.phone),
      ...toMultiple("EMAIL", values.email),
      ...toFieldInputs(values, fields),
    ]),
    ...(tags.length > 0 && { _embedded: { tags: tags.map((name) => ({ name })) } }),
  };
}

/**
 * The change of a contact that is as `current`. A field that is sent loses all it held, so that phones and e-mails are written
 * together with those that are there; where they are there already, the field is not sent.
 */
export function toContactChange(
  values: ContactValues,
  { current, fields }: { current: ApiContact | null; fields: readonly CrmField[] },
): ContactChange {
  const tags = toList(values.tags);
  return {
    ...toNames(values),
    ...toResponsible(toText(values.responsible)),
    ...toFilled([
      ...addTo(current, "PHONE", values.phone),
      ...addTo(current, "EMAIL", values.email),
      ...toFieldInputs(values, fields),
    ]),
    ...(tags.length > 0 && { tags_to_add: tags.map((name) => ({ name })) }),
  };
}

/** Values without those that are blank. */
export function dropBlank(values: Record<string, FieldValue | null | undefined>): Record<string, FieldValue> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      const isBlank = value === null || value === undefined || value === "" || (Array.isArray(value) && !value[0]);
      return isBlank ? [] : [[key, value]];
    }),
  );
}

/** 0 stands for the CRM itself. */
export function toResponsibleId(userId: number | null | undefined): string | null {
  return userId ? String(userId) : null;
}

export function toResponsible(id: string | null | undefined): { responsible_user_id?: number } {
  return id ? { responsible_user_id: Number(id) } : {};
}

export function toIsoTime(seconds: number | null | undefined): string | null {
  return seconds ? new Date(seconds * 1000).toISOString() : null;
}

export function toList(value: FieldValue | undefined): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [String(value)]).filter((text) => text !== "");
}

export function toText(value: FieldValue | undefined): string | undefined {
  return toList(value)[0];
}

/** A name as long as the CRM takes it. */
export function toShortText(value: FieldValue | undefined): string | undefined {
  const text = toText(value);
  return text && [...text].slice(0, NAME_CHARS_MAX).join("");
}

export function toFilled(inputs: FieldInput[]): Pick<ContactInput, "custom_fields_values"> {
  return inputs.length > 0 ? { custom_fields_values: inputs } : {};
}

function toNames({ name, firstName, lastName }: ContactValues): ContactInput {
  const names = { name: toShortText(name), first_name: toShortText(firstName), last_name: toShortText(lastName) };
  return Object.fromEntries(Object.entries(names).filter(([, text]) => text !== undefined));
}

function nameContact({ firstName, lastName, phone, email }: ContactValues) {
  const name = toShortText([toText(firstName), toText(lastName)].filter(Boolean).join(" "));
  return name || toText(phone) || toText(email) || NAME_FALLBACK;
}

function toMultiple(code: Code, value: FieldValue | undefined): FieldInput[] {
  return addTo(null, code, value);
}

function addTo(current: ApiContact | null, code: Code, value: FieldValue | undefined): FieldInput[] {
  const held = current ? listItems(current, code).filter(({ value }) => value) : [];
  const isSame = code === "PHONE" ? isSamePhone : isSameEmail;
  const texts = held.map((item) => String(item.value ?? ""));
  const added: string[] = [];
  for (const text of toList(value)) {
    if (![...texts, ...added].some((known) => isSame(known, text))) added.push(text);
  }
  if (added.length === 0) return [];
  return [
    { field_code: code, values: [...held.map(keep), ...added.map((text) => ({ value: text, enum_code: ENUM_CODE }))] },
  ];
}

function keep({ value, enum_code }: ApiFieldValue) {
  return { value: String(value ?? ""), enum_code: enum_code ?? ENUM_CODE };
}

function listItems({ custom_fields_values }: ApiContact, code: Code) {
  return custom_fields_values?.find(({ field_code }) => field_code === code)?.values ?? [];
}

function listTexts(contact: ApiContact, code: Code) {
  return listItems(contact, code).flatMap(({ value }) => (value ? [String(value)] : []));
}

function isSamePhone(left: string, right: string) {
  return left.trim() === right.trim() || phoneDigitsMatch(left, right);
}

function isSameEmail(left: string, right: string) {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}

/** A single one is given as itself. */
function oneOrAll(texts: string[]): FieldValue | undefined {
  return texts.length > 1 ? texts : texts[0];
}
