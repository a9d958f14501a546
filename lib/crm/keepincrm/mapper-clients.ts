import { phoneDigitsMatch } from "@/lib/phone/phone-digits-match";
import { toE164 } from "../identifier-hits";
import { appendText } from "../note-lines";
import type { ContactValues, CreateContactInput, CrmContact, Identifier } from "../types";
import type { ApiClient, ApiInput } from "./api-types";
import { NEW_CLIENT_IS_LEAD } from "./assumptions";
import {
  fromCustomFields,
  toCustomFields,
  toIsoTime,
  toNumber,
  toText,
  toTexts,
  withoutBlanks,
  withoutUndefined,
} from "./mapper-values";

/** KeepinCRM refuses a client without a name. */
const NAME_FALLBACK = "Без імені";

/**
 * The part of an identifier that stands in every spelling of it.
 *
 * @example
 * toNeedle({ kind: "phone", value: "+380671112233" }) // => "671112233", as in 0671112233
 */
export function toNeedle({ kind, value }: Identifier): string {
  if (kind === "email") return value.toLowerCase();
  return value.replace(/\D/g, "").replace(/^380(?=\d{9}$)/, "");
}

export function toContact(client: ApiClient): CrmContact {
  const responsibleId = client.main_responsible?.id ?? client.main_responsible_id ?? null;
  const { phones } = client;
  return {
    id: client.id,
    values: withoutBlanks({
      name: client.person || client.company,
      phone: phones.length > 1 ? phones : phones[0],
      email: client.email,
      tags: client.tag_names,
      note: client.comment,
      responsible: responsibleId,
      ...fromCustomFields(client),
    }),
    phones: phones.map((phone) => toE164(phone) ?? phone),
    emails: client.email ? [client.email.trim().toLowerCase()] : [],
    responsibleId,
    updatedAt: toIsoTime(client.updated_at),
    // The address of an account's pages is not known.
    url: null,
  };
}

/** The name that a client is made under. */
export function toClientName(values: ContactValues): string {
  return toName(values) ?? toTexts(values.phone)[0] ?? toEmails(values)[0] ?? NAME_FALLBACK;
}

export function toNewClient({ values, responsibleId }: CreateContactInput): ApiInput {
  const phones = toTexts(values.phone);
  const [email, ...others] = toEmails(values);
  const name = toClientName(values);
  return withoutUndefined({
    // Both are sent in the programs that are in use.
    person: name,
    company: name,
    lead: NEW_CLIENT_IS_LEAD,
    phones: phones.length > 0 ? phones : undefined,
    email,
    comment: addOthers(toText(values.note), others),
    tag_names: values.tags === undefined ? undefined : toTexts(values.tags),
    main_responsible_id: toNumber(responsibleId ?? toText(values.responsible)),
    custom_fields: toCustomFields(values),
  });
}

/** What changes. Lists go out whole, with what is there; a client has one e-mail, so that another one goes into the comment. */
export function toClientChange(values: ContactValues, client: ApiClient): ApiInput {
  const phones = toTexts(values.phone).filter(
    (added) => !client.phones.some((known) => phoneDigitsMatch(known, added)),
  );
  const known = client.email?.trim().toLowerCase();
  const emails = toEmails(values).filter((email) => email !== known);
  const email = known ? undefined : emails[0];
  const others = known ? emails : emails.slice(1);
  const note = toText(values.note);
  const comment = addOthers(note === undefined ? undefined : appendText(client.comment, note), others, client.comment);
  return withoutUndefined({
    person: toName(values),
    phones: phones.length > 0 ? [...client.phones, ...phones] : undefined,
    email,
    comment,
    tag_names: values.tags === undefined ? undefined : [...new Set([...client.tag_names, ...toTexts(values.tags)])],
    main_responsible_id: toNumber(toText(values.responsible)),
    custom_fields: toCustomFields(values),
  });
}

/** The comment with the e-mails that have no other place; undefined when it stays as it is. */
function addOthers(comment: string | undefined, emails: readonly string[], before?: string | null): string | undefined {
  return emails.reduce<string | undefined>((text, email) => appendText(text ?? before, `E-mail: ${email}`), comment);
}

function toEmails(values: ContactValues): string[] {
  return toTexts(values.email).map((email) => email.toLowerCase());
}

/** A client has one name; a first and a last name that come instead are put together. */
function toName(values: ContactValues): string | undefined {
  const parts = [values.firstName, values.lastName].map(toText).filter(Boolean).join(" ");
  return toText(values.name) ?? (parts || undefined);
}
