import type { Inngest, InngestFunction } from "inngest";
import { CRM_CONNECTORS } from "@/lib/crm/registry";
import { createDeliverLead } from "./deliver-lead";
import { createPrepareLeads } from "./prepare-leads";

/** Everything that Inngest runs: preparing, and one delivery for each CRM product of the registry. */
export function createFunctions(client: Inngest): InngestFunction.Any[] {
  return [
    createPrepareLeads(client),
    ...Object.values(CRM_CONNECTORS).map((connector) => createDeliverLead(client, connector)),
  ];
}
