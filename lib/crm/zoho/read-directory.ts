import type { CrmDirectory } from "../types";
import type { ZohoClient } from "./client";
import { hasPipelines, toDirectory } from "./mapper-directory";

/** All that a customer may choose from. Pipelines belong to layouts, and are asked for layout by layout. */
export async function readDirectory(client: ZohoClient): Promise<CrmDirectory> {
  const [active, inactive, contactFields, dealFields] = await Promise.all([
    client.listUsers("ActiveConfirmedUsers"),
    client.listUsers("DeactiveUsers"),
    client.listFields("Contacts"),
    client.listFields("Deals"),
  ]);
  const pipelines = hasPipelines(dealFields) ? await readPipelines(client) : null;
  return toDirectory({ users: [...active, ...inactive], pipelines, contactFields, dealFields });
}

async function readPipelines(client: ZohoClient) {
  const layouts = await client.listLayouts("Deals");
  const lists = await Promise.all(layouts.map(({ id }) => client.listPipelines(id)));
  return lists.flat();
}
