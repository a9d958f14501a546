import { compareIds, findMade } from "../find-made";
import { isSameText } from "../is-same-text";
import { listIdentifiers } from "../list-identifiers";
import { toEarliestCreation } from "../request-time";
import type { CreateAttempt, CreateContactInput } from "../types";
import type { ZohoAccount } from "./account";
import type { Condition } from "./look-up";
import { toContact, toNewContact } from "./mapper-contact";
import { readText } from "./record";

const NAMES = ["First_Name", "Last_Name"] as const;
/** So many of one name are read in full, the newest of them. */
const CONTACTS_MAX = 20;

/**
 * The contact that the request made under a name, for somebody who has neither phone nor e-mail: not older than the request, and
 * of several the newest.
 */
export async function findUnderName(
  account: ZohoAccount,
  input: CreateContactInput,
  attempt?: CreateAttempt,
): Promise<string | null> {
  const earliest = toEarliestCreation(input.requestId);
  if (!earliest) return null;
  const directory = await account.getDirectory();
  const wanted = toNewContact(input, directory);
  const names = NAMES.flatMap((field): Condition[] => {
    const name = readText(wanted[field]);
    return name === null ? [] : [{ field, values: [name] }];
  });
  const ids = await account.lookUp.findIds("Contacts", [...names, { field: "Created_Time", since: earliest }]);
  const newest = ids
    .map((id) => ({ id }))
    .toSorted((a, b) => compareIds(b, a))
    .slice(0, CONTACTS_MAX);
  const records = await Promise.all(newest.map(({ id }) => account.findRecord("Contacts", id)));

  const same = records.filter((record) => {
    if (!record || !NAMES.every((field) => isSameText(record[field], wanted[field]))) return false;
    const { phones, emails } = toContact(record, directory, account.crmOrigin);
    return listIdentifiers({ phone: phones, email: emails }).length === 0;
  });
  const own = await findMade(
    same.filter((record) => record !== null),
    { requestId: input.requestId, createdAtOf: (one) => readText(one.Created_Time), attempt },
  );
  return own?.id ?? null;
}
