import { phoneSpellings } from "@/lib/phone/phone-spellings";
import { hasIdentifier, toE164 } from "../identifier-hits";
import type { CrmContact, CrmDirectory, Identifier } from "../types";
import type { ApiRecord } from "./api-types";
import type { ZohoClient } from "./client";
import { EMAIL_SLOTS, PHONE_SLOTS } from "./constants";
import { groupedSpellings } from "./grouped-spellings";
import type { Condition, LookUp } from "./look-up";

/** `phone=` looks into all phone fields, and how it compares is not documented: the likeliest spellings are asked for. */
const SPELLINGS_SEARCHED = 3;
/** More contacts than this with one phone are no person; each is read in full. */
const CONTACTS_MAX = 20;

type People = {
  client: ZohoClient;
  lookUp: LookUp;
  directory: CrmDirectory;
  readContact: (id: string) => Promise<CrmContact | null>;
};

/** Contacts that hold the identifier in any of the spellings which Zoho keeps as they were typed. */
export async function findPeople(identifier: Identifier, people: People): Promise<CrmContact[]> {
  const [searched, queried] = await Promise.all([search(identifier, people), query(identifier, people)]);
  const ids = [...new Set([...searched, ...(queried ?? [])])].slice(0, CONTACTS_MAX);
  const contacts = await Promise.all(ids.map(people.readContact));
  return contacts.filter((contact): contact is CrmContact => contact !== null && hasIdentifier(contact, identifier));
}

async function search({ kind, value }: Identifier, { client, directory }: People) {
  const texts = kind === "email" ? [value] : phoneSpellings(value).slice(0, SPELLINGS_SEARCHED);
  const slots = listFields(kind, directory);
  const pages = await Promise.all(texts.map((text) => client.search("Contacts", { [kind]: text }, ["id", ...slots])));
  const near = pages.flat().filter((record) => hasIdentifier(toHolder(record, slots), { kind, value }));
  return near.map(({ id }) => id);
}

function query({ kind, value }: Identifier, { lookUp, directory }: People) {
  const values = kind === "email" ? [value] : [...phoneSpellings(value), ...groupedSpellings(value)];
  const conditions: Condition[] = listFields(kind, directory).map((field) => ({ field, values }));
  return lookUp.query("Contacts", conditions, "or");
}

/** Fields that the account has for phones or e-mails: those of a person, and its own. */
function listFields(kind: Identifier["kind"], { fields }: CrmDirectory): string[] {
  const all = fields.filter(({ entity, type }) => entity === "contact" && type === kind);
  const slots = all.find(({ key }) => key === kind)?.nativeType?.split(",") ?? [];
  const own = all.filter(({ isBuiltIn }) => !isBuiltIn).map(({ key }) => key);
  const known = slots.filter(Boolean);
  return [...(known.length > 0 ? known : kind === "phone" ? PHONE_SLOTS : EMAIL_SLOTS), ...own];
}

function toHolder(record: ApiRecord, slots: readonly string[]) {
  const texts = slots.flatMap((slot) => (typeof record[slot] === "string" ? [record[slot]] : []));
  return { phones: texts.map((text) => toE164(text) ?? text), emails: texts.map((text) => text.toLowerCase()) };
}
