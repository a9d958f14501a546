/** Where Zoho keeps an account: every host follows from it. Source: the vendor's documentation of its data centres. */
const DATA_CENTRES = {
  us: { accounts: "accounts.zoho.com", api: "zohoapis.com", crm: "crm.zoho.com" },
  eu: { accounts: "accounts.zoho.eu", api: "zohoapis.eu", crm: "crm.zoho.eu" },
  in: { accounts: "accounts.zoho.in", api: "zohoapis.in", crm: "crm.zoho.in" },
  au: { accounts: "accounts.zoho.com.au", api: "zohoapis.com.au", crm: "crm.zoho.com.au" },
  jp: { accounts: "accounts.zoho.jp", api: "zohoapis.jp", crm: "crm.zoho.jp" },
  ca: { accounts: "accounts.zohocloud.ca", api: "zohoapis.ca", crm: "crm.zohocloud.ca" },
  sa: { accounts: "accounts.zoho.sa", api: "zohoapis.sa", crm: "crm.zoho.sa" },
  cn: { accounts: "accounts.zoho.com.cn", api: "zohoapis.com.cn", crm: "crm.zoho.com.cn" },
} as const;

export type DataCentre = keyof typeof DATA_CENTRES;
export const DATA_CENTRE_NAMES = ["us", "eu", "in", "au", "jp", "ca", "sa", "cn"] as const satisfies DataCentre[];

/** All hosts that may be called. Accounts of the developer edition may answer at `developer.` only. */
export const ZOHO_HOSTS: readonly string[] = DATA_CENTRE_NAMES.flatMap((name) => {
  const { accounts, api } = DATA_CENTRES[name];
  return [accounts, `www.${api}`, `developer.${api}`];
});

export function toAccountsOrigin(dataCentre: DataCentre): string {
  return `https://${DATA_CENTRES[dataCentre].accounts}`;
}

export function toApiOrigin(dataCentre: DataCentre): string {
  return `https://www.${DATA_CENTRES[dataCentre].api}`;
}

export function toCrmOrigin(dataCentre: DataCentre): string {
  return `https://${DATA_CENTRES[dataCentre].crm}`;
}

/** The data centre whose API answers at the origin; null for an address that is none of Zoho's. */
export function findByApiOrigin(origin: string): DataCentre | null {
  const host = toHost(origin);
  return (
    DATA_CENTRE_NAMES.find((name) => {
      const { api } = DATA_CENTRES[name];
      return host === `www.${api}` || host === `developer.${api}`;
    }) ?? null
  );
}

/** The data centre that gives access at the origin; null for an address that is none of Zoho's. */
export function findByAccountsOrigin(origin: string): DataCentre | null {
  const host = toHost(origin);
  return DATA_CENTRE_NAMES.find((name) => DATA_CENTRES[name].accounts === host) ?? null;
}

/** Only https at the usual port has a host here, so that nothing else is ever found in the table. */
function toHost(origin: string) {
  const url = URL.canParse(origin) ? new URL(origin) : null;
  return url?.protocol === "https:" && url.username === "" ? url.host : null;
}
