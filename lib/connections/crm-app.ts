import type { CrmApp, CrmProvider } from "@/lib/crm/types";
import { getEnv } from "@/lib/env";

/** LeadBox's app at the vendor's, as the operator registered it; null where there is none, so that customers use keys. */
export function findCrmApp(provider: CrmProvider): CrmApp | null {
  const [clientId, clientSecret] = readClient(provider);
  if (!clientId || !clientSecret) return null;
  return { clientId, clientSecret, redirectUri: `${getEnv().APP_URL}/api/crm-consent/${provider}/callback` };
}

function readClient(provider: CrmProvider): [string | undefined, string | undefined] {
  const env = getEnv();
  switch (provider) {
    case "pipedrive":
      return [env.PIPEDRIVE_CLIENT_ID, env.PIPEDRIVE_CLIENT_SECRET];
    case "hubspot":
      return [env.HUBSPOT_CLIENT_ID, env.HUBSPOT_CLIENT_SECRET];
    case "kommo":
      return [env.KOMMO_CLIENT_ID, env.KOMMO_CLIENT_SECRET];
    case "bitrix24":
      return [env.BITRIX24_CLIENT_ID, env.BITRIX24_CLIENT_SECRET];
    case "zoho":
      return [env.ZOHO_CLIENT_ID, env.ZOHO_CLIENT_SECRET];
    default:
      return [undefined, undefined];
  }
}
