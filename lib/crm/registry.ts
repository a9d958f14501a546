import { trial } from "./trial/connector";
import type { CrmConnector, CrmProvider } from "./types";

/** The code of every CRM product that LeadBox writes to. */
export const CRM_CONNECTORS = { trial } satisfies Record<CrmProvider, CrmConnector>;

/** The connector of a provider. */
export function getConnector(provider: CrmProvider): CrmConnector {
  return CRM_CONNECTORS[provider];
}
