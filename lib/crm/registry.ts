import { bitrix24 } from "./bitrix24/connector";
import { hubspot } from "./hubspot/connector";
import { keepincrm } from "./keepincrm/connector";
import { keycrm } from "./keycrm/connector";
import { kommo } from "./kommo/connector";
import { odoo } from "./odoo/connector";
import { pipedrive } from "./pipedrive/connector";
import { trial } from "./trial/connector";
import type { CrmConnector, CrmProvider } from "./types";
import { uspacy } from "./uspacy/connector";
import { zoho } from "./zoho/connector";

/** The code of every CRM product that LeadBox writes to. */
export const CRM_CONNECTORS = {
  trial,
  pipedrive,
  hubspot,
  kommo,
  bitrix24,
  keycrm,
  odoo,
  zoho,
  uspacy,
  keepincrm,
} satisfies Record<CrmProvider, CrmConnector>;

/** The connector of a provider. */
export function getConnector(provider: CrmProvider): CrmConnector {
  return CRM_CONNECTORS[provider];
}
