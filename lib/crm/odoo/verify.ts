import type { CrmAccount, CrmNotice } from "../types";
import type { OdooClient } from "./client";
import { MODELS } from "./mapper-fields";
import { toLink, toText } from "./mapper-values";
import { mayCreate } from "./may-create";
import { orElse } from "./or-else";
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
  return (await mayCreate(client, MODELS.contact)) === false ? [missingRight(MODELS.contact)] : [];
}

async function checkDeals(client: OdooClient): Promise<CrmNotice[]> {
  const may = await mayCreate(client, MODELS.deal);
  if (may === null && !(await hasDeals(client))) return [{ code: "no_deals", detail: null }];
  return may === false ? [missingRight(MODELS.deal)] : [];
}

/** Whether the app «CRM» is installed. */
async function hasDeals(client: OdooClient) {
  return (await orElse(client.describe(MODELS.deal, { names: ["name"] }), null)) !== null;
}

function missingRight(model: string): CrmNotice {
  return { code: "missing_scopes", detail: `create ${model}` };
}
