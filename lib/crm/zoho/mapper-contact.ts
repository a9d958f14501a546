import { phoneDigitsMatch } from "@/lib/phone/phone-digits-match";
import { toE164 } from "../identifier-hits";
import { toTexts } from "../to-texts";
import type { ContactValues, CreateContactInput, CrmContact, CrmDirectory, CrmField } from "../types";
import { type ApiRecord, type ApiRecordInput, lookupValue } from "./api-types";
import {
  CONTACT_NAME_FALLBACK,
  EMAIL_SLOTS,
  FOREIGN_PHONES,
  LAST_NAME_BLANK,
  PHONE_SLOTS,
  REQUEST_ID_FIELD,
} from "./constants";
import { cutText, decodeValues, encodeValues, isEmail, isPhone } from "./mapper-values";
import { readText, toRecordUrl, toRequestField } from "./record";

export function toContact(record: ApiRecord, { fields }: CrmDirectory, crmOrigin: string): CrmContact {
  const values = decodeValues("contact", record, fields);
  if (values.lastName === LAST_NAME_BLANK) delete values.lastName;
  const name = [values.firstName, values.lastName].filter(Boolean).join(" ");
  const [phone, email] = [PHONE_SLOTS, EMAIL_SLOTS].map((slots) => readSlots(record, slots));
  return {
    id: record.id,
    values: { ...values, ...(name && { name }), ...toOneOrAll("phone", phone), ...toOneOrAll("email", email) },
    phones: [...new Set(listPhones(record, fields).map((text) => toE164(text) ?? text))],
    emails: [...new Set((email ?? []).map((text) => text.toLowerCase()))],
    responsibleId: lookupValue.safeParse(record.Owner).data?.id ?? null,
    updatedAt: readText(record.Modified_Time),
    url: toRecordUrl(crmOrigin, "Contacts", record.id),
  };
}

export function toNewContact(
  { values, responsibleId, requestId }: CreateContactInput,
  { fields }: CrmDirectory,
): ApiRecordInput {
  const record = { ...toNames(values), ...encodeValues("contact", values, fields) };
  const slots = fillSlots({ id: "" }, values, fields);
  return {
    ...record,
    ...slots,
    Last_Name: record.Last_Name ?? (record.First_Name ? LAST_NAME_BLANK : nameUnknown(values)),
    ...(responsibleId && { Owner: { id: responsibleId } }),
    ...toRequestField("contact", requestId, fields),
  };
}

/** What changes of a contact; `current` is read first where phones or e-mails are added. */
export function toContactChange(values: ContactValues, { fields }: CrmDirectory, current: ApiRecord): ApiRecordInput {
  const change = { ...toNames(values), ...encodeValues("contact", values, fields) };
  delete change[REQUEST_ID_FIELD];
  return { ...change, ...fillSlots(current, values, fields) };
}

/** A name of one word is a last name; of several, the first is the first name. Names that are given apart win. */
function toNames({ name, ...values }: ContactValues): ApiRecordInput {
  const words = toTexts(name).join(" ").trim().split(/\s+/).filter(Boolean);
  const [first, ...rest] = words;
  if (!first) return {};
  const isApart = values.firstName !== undefined || values.lastName !== undefined;
  if (rest.length > 0) return { First_Name: cutText(first, 40), Last_Name: cutText(rest.join(" "), 80) };
  return isApart ? {} : { First_Name: null, Last_Name: cutText(first, 80) };
}

function nameUnknown(values: ContactValues) {
  return cutText(toTexts(values.phone)[0] ?? toTexts(values.email)[0] ?? CONTACT_NAME_FALLBACK, 80);
}

/** Phones and e-mails that Zoho takes; what somebody typed in their place is left out, as it would fail the whole contact. */
function listReachable({ phone, email }: ContactValues): { phones: string[]; emails: string[] } {
  return { phones: toTexts(phone).filter(isPhone), emails: toTexts(email).filter(isEmail) };
}

/** Phones and e-mails that are new, each in a field that is free; what is there stays. With no field left they are left out. */
function fillSlots(current: ApiRecord, values: ContactValues, fields: readonly CrmField[]): ApiRecordInput {
  const { phones, emails } = listReachable(values);
  return {
    ...fill(listSlots(fields, "phone"), phones, phoneDigitsMatch),
    ...fill(listSlots(fields, "email"), emails, (a, b) => a.toLowerCase() === b.toLowerCase()),
  };

  function fill(slots: string[], texts: string[], isSame: (a: string, b: string) => boolean) {
    const filled: Record<string, string> = {};
    for (const text of texts) {
      const all = slots.flatMap((slot) => filled[slot] ?? readText(current[slot]) ?? []);
      const free = slots.find((slot) => !filled[slot] && !readText(current[slot]));
      if (free && !all.some((other) => other === text || isSame(other, text))) filled[free] = text;
    }
    return filled;
  }
}

/** Fields that hold the phones or e-mails of a person here, as the directory names them. */
function listSlots(fields: readonly CrmField[], key: "phone" | "email"): string[] {
  const field = fields.find((candidate) => candidate.entity === "contact" && candidate.key === key);
  return field?.nativeType?.split(",").filter(Boolean) ?? [];
}

function listPhones(record: ApiRecord, fields: readonly CrmField[]) {
  const own = fields.filter(
    ({ entity, type, key, isBuiltIn }) =>
      entity === "contact" && type === "phone" && !isBuiltIn && !FOREIGN_PHONES.includes(key),
  );
  return readSlots(record, [...PHONE_SLOTS, ...own.map(({ key }) => key)]);
}

function readSlots(record: ApiRecord, slots: readonly string[]) {
  return slots.flatMap((slot) => readText(record[slot]) ?? []);
}

function toOneOrAll(key: string, texts: string[] = []) {
  const [first] = texts;
  return first === undefined ? {} : { [key]: texts.length === 1 ? first : texts };
}
