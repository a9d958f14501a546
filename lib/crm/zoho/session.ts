import { CrmError } from "../error";
import type { CrmSession } from "../types";
import { openAccount } from "./account";
import type { ZohoClient } from "./client";
import { SEARCH_SCOPE } from "./constants";
import { createContacts } from "./contacts";
import { createDeals } from "./deals";
import { toAccount } from "./mapper";
import { readDirectory } from "./read-directory";

/** One session with an account; `usesCoql` false looks for people by search alone. */
export function createZohoSession(options: Parameters<typeof openAccount>[0]): CrmSession {
  const account = openAccount(options);
  const { client, crmOrigin } = account;
  const { findCreatedContact, ...contacts } = createContacts(account);
  const { findCreatedDeal, findCreatedTask, ...deals } = createDeals(account);

  return {
    // Contacts and deals can be, where the account has a field for it; tasks have none.
    isIdempotent: false,
    async verify() {
      const user = await client.getCurrentUser();
      const account = toAccount({ user, org: await client.getOrg(), crmOrigin });
      const notices = (await maySearch(client)) ? [] : [{ code: "missing_scopes" as const, detail: SEARCH_SCOPE }];
      return { ...account, notices };
    },
    readDirectory: () => readDirectory(client),
    ...contacts,
    ...deals,
    async findCreated({ kind, input }, attempt) {
      if (kind === "contact") return findCreatedContact(input, attempt);
      return kind === "deal" ? findCreatedDeal(input, attempt) : findCreatedTask(input, attempt);
    },
  };
}

/** Search has a scope of its own, outside of those of the CRM, which is forgotten easily. */
async function maySearch(client: ZohoClient) {
  try {
    await client.search("Contacts", { word: "LeadBox" }, ["id"]);
    return true;
  } catch (error) {
    if (error instanceof CrmError && error.kind === "hold") return false;
    throw error;
  }
}
