import dns from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { isBlockedAddress } from "./blocked-address";
import type { CrmHosts } from "./types";

/** What a connector may call, and what the operator allows besides. Hosts are `name:port`, in lower case. */
export type AddressRules = { hosts: CrmHosts; ownOrigin: string; privateHosts: readonly string[] };

export type AddressVerdict =
  | {
      ok: true /** Its host was named by the operator or is the product's own, so private addresses are right. */;
      isPrivate: boolean;
    }
  | { ok: false };

/** Ports of web servers that customers run themselves. */
const PUBLIC_PORTS = ["443", "8443"];

/**
 * Whether a request may go to the address at all. What the name resolves to is checked when the connection is made, by
 * `lookupPublic`. User names in an address, plain http and unusual ports are refused, except for the hosts that the operator named.
 */
export function checkAddress(url: URL, { hosts, ownOrigin, privateHosts }: AddressRules): AddressVerdict {
  if (url.username || url.password) return { ok: false };
  if (url.protocol !== "https:" && url.protocol !== "http:") return { ok: false };
  if (hosts === "product" && url.origin === new URL(ownOrigin).origin) return { ok: true, isPrivate: true };
  if (privateHosts.includes(toHostPort(url))) return { ok: true, isPrivate: true };
  if (url.protocol !== "https:" || hosts === "product") return { ok: false };
  if (hosts === "public") return isPublicTarget(url) ? { ok: true, isPrivate: false } : { ok: false };
  return url.port === "" && hosts.some((host) => matchesHost(url.hostname, host))
    ? { ok: true, isPrivate: false }
    : { ok: false };
}

/** The error of a name that resolves to an address that may not be called. */
export class BlockedAddressError extends Error {
  readonly code = "LEADBOX_BLOCKED_ADDRESS";
}

/** Resolves a name for a connection, and refuses it when any of its addresses is blocked; the connection is made to an address that was checked. */
export function createPublicLookup(resolve: typeof dns.lookup = dns.lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "", 0);
      const [first] = addresses;
      if (!first || addresses.some(({ address }) => isBlockedAddress(address))) {
        return callback(new BlockedAddressError("The name leads to an address that may not be called"), "", 0);
      }
      if (options.all) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

function toHostPort(url: URL) {
  return `${url.hostname}:${url.port || (url.protocol === "https:" ? "443" : "80")}`;
}

function isPublicTarget(url: URL) {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // An address is connected to without a lookup, so it is checked here.
  if (isIP(host) !== 0 && isBlockedAddress(host)) return false;
  return PUBLIC_PORTS.includes(url.port || "443");
}

/** `*.pipedrive.com` is any name below it, however deep. */
function matchesHost(hostname: string, pattern: string) {
  return pattern.startsWith("*.")
    ? hostname.endsWith(pattern.slice(1)) && hostname.length > pattern.length - 1
    : hostname === pattern;
}
