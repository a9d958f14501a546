import { phoneDigitsMatch } from "@/lib/phone/phone-digits-match";
import { toE164 } from "../identifier-hits";
import { toTexts } from "../to-texts";
import type { ContactValues, CreateContactInput, CrmContact, CrmDirectory, FieldValue } from "../types";
import type { ApiContactPoint, ApiContactPointInput, ApiPerson, ApiPersonHit, ApiPersonInput } from "./api-types";
import { readCompanyDomain, readLabels, toAccountUrl } from "./directory-lookups";
import { cut, SHORT_TEXT_LENGTH_MAX, toCustomFields, toCustomValues, toId, toText } from "./mapper-values";

/** Pipedrive refuses a person without a name. */
const NAME_FALLBACK = "Без імені";
/** What a phone or an e-mail is marked as; Pipedrive has `work`, `home`, `mobile` and `other`. */
const PHONE_LABEL = "mobile";
const EMAIL_LABEL = "work";

export function toContact(person: ApiPerson, directory: CrmDirectory): CrmContact {
  const phones = listTexts(person.phones);
  const emails = listTexts(person.emails);
  const responsibleId = person.owner_id == null ? null : String(person.owner_id);
  const { nameOf } = readLabels(directory);
  const values: Record<string, FieldValue | null | undefined> = {
    name: person.name,
    phone: toOneOrMany(phones),
    email: toOneOrMany(emails),
    tags: toOneOrNone((person.label_ids ?? []).map(nameOf)),
    responsible: responsibleId,
    ...toCustomValues("contact", person.custom_fields, directory),
  };
  return {
    id: String(person.id),
    values: dropEmpty(values),
    ...toReachable({ phones, emails }),
    responsibleId,
    updatedAt: person.update_time ?? null,
    url: toPersonUrl(person.id, directory),
  };
}

/** What a hit of the search can be checked by. */
export function toReachable({ phones, emails }: Pick<ApiPersonHit, "phones" | "emails">) {
  return {
    phones: (phones ?? []).map((phone) => toE164(phone) ?? phone),
    emails: (emails ?? []).map((email) => email.toLowerCase()),
  };
}

export function toPersonUrl(id: number, directory: CrmDirectory): string {
  return `${toAccountUrl(readCompanyDomain(directory))}/person/${id}`;
}

export function toNewPerson({ values, responsibleId }: CreateContactInput, directory: CrmDirectory): ApiPersonInput {
  const change = toPersonChange({ ...values, responsible: responsibleId ?? values.responsible ?? "" }, null, directory);
  return {
    ...change,
    name: change.name ?? toShortTexts(values.phone)[0] ?? toShortTexts(values.email)[0] ?? NAME_FALLBACK,
  };
}

/** Whether a change cannot be written without knowing what the person has: lists are replaced as a whole there, and a name is one text. */
export function needsPerson(values: ContactValues): boolean {
  return ["phone", "email", "tags", "firstName", "lastName"].some((key) => values[key] !== undefined);
}

/** The change of a person, lists with what is in them already; names nothing that stays as it is. */
export function toPersonChange(
  values: ContactValues,
  person: ApiPerson | null,
  directory: CrmDirectory,
): ApiPersonInput {
  const name = cut(toText(values.name) ?? composeName(values, person) ?? "", SHORT_TEXT_LENGTH_MAX);
  const phones = addPoints(person?.phones, {
    added: toShortTexts(values.phone),
    isSame: isSamePhone,
    label: PHONE_LABEL,
  });
  const emails = addPoints(person?.emails, {
    added: toShortTexts(values.email),
    isSame: isSameEmail,
    label: EMAIL_LABEL,
  });
  const labelIds = addLabels(person?.label_ids ?? [], toTexts(values.tags), directory);
  const ownerId = toId(toText(values.responsible));
  return {
    ...(name && { name }),
    ...(ownerId && { owner_id: ownerId }),
    ...(emails && { emails }),
    ...(phones && { phones }),
    ...(labelIds && { label_ids: labelIds }),
    ...toCustomFields("contact", values, directory),
  };
}

/** First and last name are read-only parts of the name; the part that is not given stays. */
function composeName({ firstName, lastName }: ContactValues, person: ApiPerson | null) {
  if (firstName === undefined && lastName === undefined) return undefined;
  const parts = [toText(firstName) ?? person?.first_name, toText(lastName) ?? person?.last_name];
  return parts.filter(Boolean).join(" ") || undefined;
}

type Addition = { added: string[]; isSame: (left: string, right: string) => boolean; label: string };

/** Undefined when there is nothing to add. Exactly one of the points is the primary one. */
function addPoints(
  points: ApiContactPoint[] | null | undefined,
  { added, isSame, label }: Addition,
): ApiContactPointInput[] | undefined {
  const kept: ApiContactPointInput[] = (points ?? [])
    .filter(({ value }) => value.trim() !== "")
    .map((point) => ({
      value: point.value,
      primary: point.primary === true,
      ...(point.label && { label: point.label }),
    }));
  const all = [...kept];
  for (const value of added) {
    if (!all.some((point) => isSame(point.value, value))) all.push({ value, primary: false, label });
  }
  if (all.length === kept.length) return undefined;
  const primary = Math.max(
    0,
    all.findIndex((point) => point.primary),
  );
  return all.map((point, place) => ({ ...point, primary: place === primary }));
}

/** A tag that is no label of the account is left out: it cannot be made, and one bad id fails the whole record. */
function addLabels(labelIds: number[], tags: string[], directory: CrmDirectory): number[] | undefined {
  const { idOf } = readLabels(directory);
  const all = new Set(labelIds);
  for (const tag of tags) {
    const id = idOf(tag);
    if (id !== null) all.add(id);
  }
  return all.size > labelIds.length ? [...all] : undefined;
}

function toShortTexts(value: FieldValue | undefined) {
  return toTexts(value).map((text) => cut(text, SHORT_TEXT_LENGTH_MAX));
}

/** What was typed instead of a number has no digits to compare. */
function isSamePhone(left: string, right: string) {
  return left.trim() === right.trim() || phoneDigitsMatch(left, right);
}

function isSameEmail(left: string, right: string) {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}

function listTexts(points: ApiContactPoint[] | null | undefined) {
  return (points ?? []).map(({ value }) => value).filter((value) => value.trim() !== "");
}

/** A single phone or e-mail is given as itself, several as a list. */
function toOneOrMany(texts: string[]): FieldValue | undefined {
  return texts.length === 1 ? texts[0] : toOneOrNone(texts);
}

function toOneOrNone(texts: string[]): FieldValue | undefined {
  return texts.length === 0 ? undefined : texts;
}

function dropEmpty(values: Record<string, FieldValue | null | undefined>): Record<string, FieldValue> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, FieldValue] => entry[1] != null && entry[1] !== ""),
  );
}
