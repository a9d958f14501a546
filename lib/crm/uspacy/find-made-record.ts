import { findMade } from "../find-made";
import { isSameText } from "../is-same-text";
import { listIdentifiers } from "../list-identifiers";
import { orNull } from "../or-null";
import { isMadeSince, toEarliestCreation } from "../request-time";
import type { CreateAttempt, CreateContactInput, CreateDealInput, CrmDirectory } from "../types";
import type { ApiRecord } from "./api-types";
import type { UspacyClient, UspacyEntity } from "./client";
import { USES_SEARCH } from "./constants";
import { toNewDeal, toTitle } from "./mapper";
import { decodeTime, readContactData } from "./mapper-values";
import { takeAnswered } from "./people";

/** More deals of one contact under one name than are made while an answer is in doubt. */
const READ_MAX = 10;

/** A contact under the same name whom no phone and no e-mail tells apart that the request may have made, among hits of the name and the newest. */
export async function findMadeContact(
  { values, requestId }: CreateContactInput,
  client: UspacyClient,
  attempt?: CreateAttempt,
): Promise<ApiRecord | null> {
  if (toEarliestCreation(requestId) === null) return null;
  const title = toTitle(values);
  const pages = await takeAnswered([...(USES_SEARCH ? [client.searchContacts(title)] : []), client.listNewContacts()]);
  const near = pages.flat().filter((record) => mayBeMade(record, { title, requestId }));
  const whole = await readNewest("contacts", near, client);
  return (await pickMade(whole.filter(isUnreachable), { title, requestId }, attempt)) ?? null;
}

/** A deal of the contact, ended ones too, under the same name that the request may have made. */
export async function findMadeDeal(
  input: CreateDealInput,
  { client, directory }: { client: UspacyClient; directory: CrmDirectory },
  attempt?: CreateAttempt,
): Promise<ApiRecord | null> {
  const { contactId, requestId } = input;
  if (toEarliestCreation(requestId) === null) return null;
  const title = String(toNewDeal(input, directory).title);
  const listed = await client.listDealsOf(contactId);
  const near = listed.filter((record) => mayBeMade(record, { title, requestId }));
  return (await pickMade(await readNewest("deals", near, client), { title, requestId }, attempt)) ?? null;
}

type Request = { title: string; requestId: string };

function isUnreachable({ phone, email }: ApiRecord) {
  return listIdentifiers({ phone: readContactData(phone), email: readContactData(email) }).length === 0;
}

/** Lists may be short of fields: what they do not tell speaks against nothing. */
function mayBeMade({ title, created_at }: ApiRecord, request: Request) {
  const isOlder = created_at !== undefined && !isMadeSince(request.requestId, decodeTime(created_at));
  return !isOlder && (title === undefined || isSameText(title, request.title));
}

/** The records with the highest ids in full. */
async function readNewest(entity: UspacyEntity, records: readonly ApiRecord[], client: UspacyClient) {
  const ids = [...new Set(records.map(({ id }) => id))].toSorted((a, b) => Number(b) - Number(a)).slice(0, READ_MAX);
  const whole = await Promise.all(ids.map((id) => orNull(client.getRecord(entity, id))));
  return whole.flatMap((record) => record ?? []);
}

function pickMade(records: readonly ApiRecord[], { title, requestId }: Request, attempt?: CreateAttempt) {
  const same = records.filter((record) => isSameText(record.title, title));
  return findMade(same, { requestId, createdAtOf: ({ created_at }) => decodeTime(created_at), attempt });
}
