import type { Inngest, InngestFunction } from "inngest";
import { CRM_CONNECTORS } from "@/lib/crm/registry";
import { createDeliverLead } from "./deliver-lead";
import { createPrepareLeads } from "./prepare-leads";
import { createRefreshDirectories } from "./refresh-directories";
import { createRefreshDirectory } from "./refresh-directory";

/** Everything that Inngest runs: preparing, one delivery for each CRM product of the registry, and keeping directories fresh. */
export function createFunctions(client: Inngest): InngestFunction.Any[] {
  return [
    createPrepareLeads(client),
    createRefreshDirectories(client),
    createRefreshDirectory(client),
    ...Object.values(CRM_CONNECTORS).map((connector) => createDeliverLead(client, connector)),
  ];
}
