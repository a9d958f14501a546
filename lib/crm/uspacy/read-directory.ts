import { CrmError } from "../error";
import type { CrmDirectory } from "../types";
import type { ApiFunnel } from "./api-types";
import type { UspacyClient } from "./client";
import { SHOWS_ALL_USERS } from "./constants";
import { toDirectory } from "./mapper-directory";

/** All that a customer may choose from. */
export async function readDirectory(client: UspacyClient): Promise<CrmDirectory> {
  const [users, funnels, contactFields, dealFields] = await Promise.all([
    listUsers(client),
    client.listFunnels(),
    client.listFields("contacts"),
    client.listFields("deals"),
  ]);
  const whole = await Promise.all(funnels.map((funnel) => withStages(funnel, client)));
  return toDirectory({ users, funnels: whole, contactFields, dealFields });
}

/** Those who left are shown to administrators alone. */
async function listUsers(client: UspacyClient) {
  if (!SHOWS_ALL_USERS) return client.listUsers();
  try {
    return await client.listUsers("all");
  } catch (error) {
    if (error instanceof CrmError && error.status === 403) return client.listUsers();
    throw error;
  }
}

async function withStages(funnel: ApiFunnel, client: UspacyClient): Promise<ApiFunnel> {
  return funnel.stages?.length ? funnel : { ...funnel, stages: await client.listStages(funnel.id) };
}
