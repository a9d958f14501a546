import { phoneSpellings } from "@/lib/phone/phone-spellings";
import { CrmError } from "../error";
import { hasIdentifier } from "../identifier-hits";
import type { CrmContact, CrmDirectory, Identifier } from "../types";
import type { ApiRecord } from "./api-types";
import type { UspacyClient } from "./client";
import { USES_FILTERS, USES_SEARCH } from "./constants";
import { toContact } from "./mapper";

/** E.164, its digits and the national form. */
const SPELLINGS_SEARCHED = 3;
/** The digits that all spellings of a phone end with, if nothing stands between them. */
const ENDING_DIGITS = 9;

type People = {
  client: UspacyClient;
  directory: CrmDirectory;
  readContact: (id: string) => Promise<CrmContact | null>;
};

/** Contacts that hold the identifier, by search and by a filter, each read in full. */
export async function findPeople(identifier: Identifier, people: People): Promise<CrmContact[]> {
  const { client, directory, readContact } = people;
  const pages = await takeAnswered(listLooks(identifier, client));
  // A filter that is not understood may give any contacts.
  const near = pages.flat().filter((record) => hasIdentifier(toContact(record, directory), identifier));
  const ids = [...new Set(near.map(({ id }) => id))];
  const contacts = await Promise.all(ids.map(readContact));
  return contacts.flatMap((contact) => (contact && hasIdentifier(contact, identifier) ? [contact] : []));
}

/** A way to look that Uspacy refuses is passed over, unless all of them are. */
export async function takeAnswered(looks: Promise<ApiRecord[]>[]): Promise<ApiRecord[][]> {
  const looked = await Promise.allSettled(looks);
  const reasons: unknown[] = looked.flatMap((look) => (look.status === "rejected" ? [look.reason] : []));
  const isRefusal = (error: unknown) => error instanceof CrmError && error.kind === "reject";
  const failed = reasons.length === looks.length ? reasons : reasons.filter((reason) => !isRefusal(reason));
  if (failed.length > 0) throw failed[0];
  return looked.flatMap((look) => (look.status === "fulfilled" ? [look.value] : []));
}

function listLooks({ kind, value }: Identifier, client: UspacyClient): Promise<ApiRecord[]>[] {
  const texts = kind === "email" ? [value] : phoneSpellings(value).slice(0, SPELLINGS_SEARCHED);
  const part = kind === "email" ? value : value.replace(/\D/g, "").slice(-ENDING_DIGITS);
  return [
    ...(USES_SEARCH ? texts.map((text) => client.searchContacts(text)) : []),
    ...(USES_FILTERS ? [client.filterContacts(kind, part)] : []),
  ];
}
