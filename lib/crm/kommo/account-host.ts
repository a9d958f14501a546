/** Where accounts live: each is a subdomain of one of these. The first is meant by a name without a domain. */
export const ACCOUNT_DOMAINS = ["kommo.com", "amocrm.ru", "amocrm.com"] as const;

const SUBDOMAIN = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** The vendor's own sites, where no account lives. */
const SITES = ["www"];

/**
 * The host of an account as somebody typed or pasted it, or null when it is none of the vendor's: a token is sent nowhere else.
 *
 * @example
 * toAccountHost("https://Acme.kommo.com/leads/") // => "acme.kommo.com"
 * toAccountHost("acme") // => "acme.kommo.com"
 */
export function toAccountHost(text: string): string | null {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/[/?#].*$/s, "");
  const host = typed.includes(".") ? typed : `${typed}.${ACCOUNT_DOMAINS[0]}`;
  const domain = findDomain(host);
  if (!domain) return null;
  const subdomain = host.slice(0, -domain.length - 1);
  return SUBDOMAIN.test(subdomain) && !SITES.includes(subdomain) ? host : null;
}

/**
 * Whether two hosts can be of one account. Kommo was amoCRM outside of Russia, so that kommo.com and amocrm.com are one
 * service; amocrm.ru is another. True where either host is none of the vendor's.
 */
export function isSameService(left: string, right: string): boolean {
  const [a, b] = [findDomain(left), findDomain(right)];
  return a === undefined || b === undefined || (a === "amocrm.ru") === (b === "amocrm.ru");
}

function findDomain(host: string) {
  return ACCOUNT_DOMAINS.find((domain) => host === domain || host.endsWith(`.${domain}`));
}
