import type { CrmProvider } from "@/lib/crm/types";
import { createFakeBitrix24 } from "./bitrix24/create-fake-bitrix24";
import type { FakeCrm } from "./fake-crm";
import { createFakeHubspot } from "./hubspot/create-fake-hubspot";
import { createFakeKeepincrm } from "./keepincrm/create-fake-keepincrm";
import { createFakeKeycrm } from "./keycrm/create-fake-keycrm";
import { createFakeKommo } from "./kommo/create-fake-kommo";
import { createFakeOdoo } from "./odoo/create-fake-odoo";
import { createFakePipedrive } from "./pipedrive/create-fake-pipedrive";
import { createFakeUspacy } from "./uspacy/create-fake-uspacy";
import { createFakeZoho } from "./zoho/create-fake-zoho";

/** A CRM of a vendor's, unlike the one that comes with the product. */
export type VendorProvider = Exclude<CrmProvider, "trial">;

/** A fake of every vendor's CRM. */
export const FAKE_CRMS: Record<VendorProvider, () => FakeCrm> = {
  pipedrive: createFakePipedrive,
  hubspot: createFakeHubspot,
  kommo: createFakeKommo,
  bitrix24: createFakeBitrix24,
  keycrm: createFakeKeycrm,
  odoo: createFakeOdoo,
  zoho: createFakeZoho,
  uspacy: createFakeUspacy,
  keepincrm: createFakeKeepincrm,
};
