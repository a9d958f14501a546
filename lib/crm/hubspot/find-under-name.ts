import { findMade } from "../find-made";
import { isSameText, joinSpaces } from "../is-same-text";
import { listIdentifiers } from "../list-identifiers";
import { toEarliestCreation } from "../request-time";
import type { CreateAttempt } from "../types";
import type { ApiFilter, ApiProperties, ApiRecord } from "./api-types";
import type { HubspotClient } from "./client";
import { EMAIL_SLOTS, listEmails, listPhones, PHONE_SLOTS } from "./mapper-people";

const NAMES = ["firstname", "lastname"] as const;
const PROPERTIES = [...NAMES, ...PHONE_SLOTS, ...EMAIL_SLOTS];

/** [K] not confirmed: a search takes 3,000 characters in all. A longer name is told apart among those that were made since. */
const NAME_CHARS_MAX = 200;

/**
 * The contact that the request made under a name, for somebody who has neither phone nor e-mail: not older than the request, and
 * of several the newest. Search may not show it yet.
 */
export async function findUnderName(
  client: HubspotClient,
  { names, requestId, attempt }: { names: ApiProperties; requestId: string; attempt?: CreateAttempt },
): Promise<string | null> {
  const earliest = toEarliestCreation(requestId);
  if (!earliest) return null;
  const hits = await client.searchNewestContacts([isSince(earliest), ...toNameFilters(names)], NAMES);
  if (hits.length === 0) return null;
  // What search gives may be of a minute ago.
  const records = await client.listRecords(
    "contacts",
    hits.map(({ id }) => id),
    PROPERTIES,
  );
  const same = records.filter((record) => isNamed(record, names) && !isReachable(record));
  return (await findMade(same, { requestId, createdAtOf: (one) => one.createdAt, attempt }))?.id ?? null;
}

function isSince(earliest: Date): ApiFilter {
  return { propertyName: "createdate", operator: "GTE", value: String(earliest.getTime()) };
}

function toNameFilters(names: ApiProperties): ApiFilter[] {
  return NAMES.flatMap((propertyName): ApiFilter[] => {
    const value = joinSpaces(names[propertyName]);
    return value !== "" && value.length <= NAME_CHARS_MAX ? [{ propertyName, operator: "EQ", value }] : [];
  });
}

function isNamed({ properties }: ApiRecord, names: ApiProperties) {
  return NAMES.every((part) => isSameText(properties[part], names[part]));
}

function isReachable({ properties }: ApiRecord) {
  return listIdentifiers({ phone: listPhones(properties), email: listEmails(properties) }).length > 0;
}
