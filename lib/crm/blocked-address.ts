import { BlockList, isIP } from "node:net";

/**
 * Whether an IP address is one that a customer's CRM can not have: the machine itself, private and link-local networks,
 * cloud metadata, multicast, and IPv6 forms that carry an IPv4 address to the same places. What is not an address is blocked.
 */
export function isBlockedAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  const family = isIP(bare);
  if (family === 4) return BLOCKED.check(bare, "ipv4");
  if (family !== 6) return true;
  // `check` compares mapped addresses (::ffff:a.b.c.d) with the IPv4 ranges by itself.
  return BLOCKED.check(bare, "ipv6") || !PUBLIC_V6.check(bare, "ipv6");
}

/** Special-purpose ranges. Source: IANA special-purpose address registries. */
const BLOCKED_V4: readonly [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** Inside of global unicast: Teredo, benchmarking, ORCHID, documentation, 6to4. */
const BLOCKED_V6: readonly [string, number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const BLOCKED = toBlockList(BLOCKED_V4, BLOCKED_V6);
/** Global unicast and IPv4 in IPv6; everything else is blocked. */
const PUBLIC_V6 = toBlockList(
  [],
  [
    ["2000::", 3],
    ["::ffff:0:0", 96],
  ],
);

function toBlockList(v4: readonly [string, number][], v6: readonly [string, number][]) {
  const list = new BlockList();
  for (const [net, prefix] of v4) list.addSubnet(net, prefix, "ipv4");
  for (const [net, prefix] of v6) list.addSubnet(net, prefix, "ipv6");
  return list;
}
