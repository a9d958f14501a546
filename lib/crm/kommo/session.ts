import { CrmError } from "../error";
import type { CrmDirectory, CrmSession, FieldValue } from "../types";
import type { ApiUser } from "./api-types";
import type { KommoClient } from "./client";
import { toAccount, toDirectory, toOwnUser, toUser } from "./mapper";
import { isFieldKey } from "./mapper-values";
import { createContacts } from "./session-contacts";
import { createDeals } from "./session-deals";

/** What the parts of a session share. */
export type Account = {
  client: KommoClient;
  /** Address of the account, where its cards are too. */
  origin: string;
  /** Types of fields and stages, for values that cannot be written without them. */
  getDirectory(values: Record<string, FieldValue>): Promise<CrmDirectory>;
};

type Opened = Pick<Account, "client" | "origin"> & {
  credentialsEndAt: string | null;
  directory: CrmDirectory | null;
};

/** A session with one account. */
export function createKommoSession({ client, origin, credentialsEndAt, directory }: Opened): CrmSession {
  let known = directory;

  async function readDirectory() {
    known = await readWholeDirectory(client);
    return known;
  }
  async function getDirectory(values: Record<string, FieldValue>) {
    const isNeeded = "pipeline" in values || Object.keys(values).some(isFieldKey);
    return known ?? (isNeeded ? readDirectory() : NO_DIRECTORY);
  }

  const { getApiContact, findCreatedContact, ...contacts } = createContacts({ client, origin, getDirectory });
  const { findCreatedDeal, findCreatedTask, ...deals } = createDeals(
    { client, origin, getDirectory },
    { getApiContact },
  );
  return {
    isIdempotent: false,
    ...contacts,
    ...deals,
    readDirectory,
    async verify() {
      const account = await client.getAccount();
      return toAccount({ account, users: await listUsers(client), origin, credentialsEndAt });
    },
    async findCreated({ kind, input }, attempt) {
      if (kind === "contact") return findCreatedContact(input, attempt);
      return kind === "deal" ? findCreatedDeal(input, attempt) : findCreatedTask(input);
    },
  };
}

const NO_DIRECTORY: CrmDirectory = { users: [], pipelines: [], fields: [] };

async function readWholeDirectory(client: KommoClient): Promise<CrmDirectory> {
  const [users, pipelines, contactFields, leadFields] = await Promise.all([
    listUsers(client),
    client.listPipelines(),
    client.listFields("contacts"),
    client.listFields("leads"),
  ]);
  const shown = users?.map(toUser) ?? [toOwnUser(await client.getAccount())];
  return toDirectory({ users: shown, pipelines, contactFields, leadFields });
}

/** All users, or null where the token is not of an administrator. */
async function listUsers(client: KommoClient): Promise<ApiUser[] | null> {
  try {
    return await client.listUsers();
  } catch (error) {
    if (error instanceof CrmError && error.kind === "hold" && error.status === 403) return null;
    throw error;
  }
}
