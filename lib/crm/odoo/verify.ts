import { CrmError } from "../error";
import type { CrmAccount, CrmNotice } from "../types";
import type { OdooClient } from "./client";
import { MODELS } from "./mapper-fields";
import { toLink, toText } from "./mapper-values";
import type { OdooSettings } from "./settings";

/** Whose key it is, and whether it may make contacts and deals. */
export async function verify(client: OdooClient, { address, apiKeyEndsOn }: OdooSettings): Promise<CrmAccount> {
  const user = await client.getUser();
  const notices = [...(await checkContacts(client)), ...(await checkDeals(client))];
  return {
    name: toLink(user.company_id)?.label || new URL(address).hostname,
    userName: toText(user.name) || toText(user.login) || null,
    url: address,
    ...(apiKeyEndsOn && { credentialsEndAt: `${apiKeyEndsOn}T00:00:00.000Z` }),
    ...(notices.length > 0 && { notices }),
  };
}

async function checkContacts(client: OdooClient): Promise<CrmNotice[]> {
  return (await client.mayCreate(MODELS.contact)) ? [] : [missingRight(MODELS.contact)];
}

async function checkDeals(client: OdooClient): Promise<CrmNotice[]> {
  try {
    return (await client.mayCreate(MODELS.deal)) ? [] : [missingRight(MODELS.deal)];
  } catch (error) {
    // The model is not there: the app «CRM» is not installed.
    if (error instanceof CrmError && error.kind === "reject") return [{ code: "no_deals", detail: null }];
    throw error;
  }
}

function missingRight(model: string): CrmNotice {
  return { code: "missing_scopes", detail: `create ${model}` };
}
