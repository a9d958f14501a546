import type dns from "node:dns";
import { describe, expect, it } from "vitest";
import { checkAddress, createPublicLookup } from "./address-guard";
import { isBlockedAddress } from "./blocked-address";

const ownOrigin = "http://127.0.0.1:3000";
const privateHosts = ["crm.local:8080", "[::1]:9000"];

describe("isBlockedAddress", () => {
  it.each([
    ...[
      "127.0.0.1",
      "127.8.8.8",
      "0.0.0.0",
      "10.1.2.3",
      "172.16.0.1",
      "172.31.255.255",
      "192.168.1.1",
      "169.254.169.254",
    ],
    ...["100.64.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "255.255.255.255"],
    ...[
      "::",
      "::1",
      "fe80::1",
      "fe80::1%eth0",
      "fd00::1",
      "fd00:ec2::254",
      "fc00::1",
      "ff02::1",
      "2001:db8::1",
      "3fff::1",
    ],
    ...["::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::a9fe:a9fe"],
    ...["64:ff9b:1::7f00:1", "2002:a9fe:a9fe::", "2002:7f00:1::", "2001::1", "[::1]", "100::1"],
    ...["", "localhost", "0x7f000001", "2130706433", "0177.0.0.1", "127.1", "not an address"],
  ])("blocks %s", (address) => {
    expect(isBlockedAddress(address)).toBe(true);
  });

  it.each([
    "8.8.8.8",
    "1.1.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700:4700::1111",
    "2a00:1450:4001:81b::200e",
    "::ffff:8.8.8.8",
  ])("lets %s through", (address) => {
    expect(isBlockedAddress(address)).toBe(false);
  });
});

describe("checkAddress", () => {
  const check = (url: string, hosts: Parameters<typeof checkAddress>[1]["hosts"]) =>
    checkAddress(new URL(url), { hosts, ownOrigin, privateHosts });

  it.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0177.0.0.1/",
    "https://0x7f.1/",
    "https://[::1]/",
    "https://[::ffff:7f00:1]/",
    "https://169.254.169.254/latest/meta-data",
    "https://user:secret@crm.example/",
    "http://crm.example/",
    "ftp://crm.example/",
    "https://crm.example:22/",
    "https://crm.example:25/",
    "https://crm.example:5432/",
    "http://crm.local:8081/",
    "http://127.0.0.1:3000/",
  ])("refuses %s to a connector for any public host", (url) => {
    expect(check(url, "public")).toEqual({ ok: false });
  });

  it.each(["https://crm.example/", "https://crm.example:8443/jsonrpc", "https://8.8.8.8/"])(
    "lets %s through to it",
    (url) => {
      expect(check(url, "public")).toEqual({ ok: true, isPrivate: false });
    },
  );

  const hosts = ["api.hubapi.com", "*.pipedrive.com"];
  it.each(["https://api.hubapi.com/crm", "https://acme.pipedrive.com/api", "https://a.b.pipedrive.com/"])(
    "lets %s through to a connector with hosts of its own",
    (url) => {
      expect(check(url, hosts)).toEqual({ ok: true, isPrivate: false });
    },
  );

  it.each([
    "https://pipedrive.com/",
    "https://evilpipedrive.com/",
    "https://pipedrive.com.evil.example/",
    "https://api.hubapi.com.evil.example/",
    "https://api.hubapi.com:8443/",
    "http://api.hubapi.com/",
    "https://api.hubapi.com@evil.example/",
    "https://рipedrive.com/",
    "https://8.8.8.8/",
  ])("refuses %s to it", (url) => {
    expect(check(url, hosts)).toEqual({ ok: false });
  });

  it("lets the product's own address and the operator's hosts through, and nothing else, to the trial CRM", () => {
    expect(check("http://127.0.0.1:3000/api", "product")).toEqual({ ok: true, isPrivate: true });
    expect(check("http://crm.local:8080/api", "product")).toEqual({ ok: true, isPrivate: true });
    expect(check("http://[::1]:9000/", "product")).toEqual({ ok: true, isPrivate: true });
    expect(check("http://127.0.0.1:3001/", "product")).toEqual({ ok: false });
    expect(check("https://crm.example/", "product")).toEqual({ ok: false });
  });
});

describe("createPublicLookup", () => {
  function lookup(addresses: string[], options: { all?: boolean } = {}) {
    const resolve = ((_: string, __: unknown, callback: (error: null, found: dns.LookupAddress[]) => void) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      )) as typeof dns.lookup;
    return new Promise((done) => {
      createPublicLookup(resolve)("crm.example", options, (error, address, family) =>
        done(error ? error.message : options.all ? address : [address, family]),
      );
    });
  }

  it("connects to the address that was checked", async () => {
    await expect(lookup(["93.184.216.34"])).resolves.toEqual(["93.184.216.34", 4]);
    await expect(lookup(["93.184.216.34"], { all: true })).resolves.toEqual([{ address: "93.184.216.34", family: 4 }]);
  });

  it.each([[["10.0.0.1"]], [["93.184.216.34", "127.0.0.1"]], [["2606:4700::1", "::ffff:169.254.169.254"]], [[]]])(
    "refuses a name that leads to %j, even in part",
    async (addresses) => {
      await expect(lookup(addresses)).resolves.toMatch(/may not be called/);
    },
  );
});
