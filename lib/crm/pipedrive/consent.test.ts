import { describe, expect, it } from "vitest";
import { createFakePipedrive, type FakePipedrive } from "@/e2e/support/crm/pipedrive/create-fake-pipedrive";
import { FAKE_APP } from "@/e2e/support/crm/pipedrive/oauth";
import type { AccessTokens } from "../access-tokens";
import { failureOf } from "../contract/failure-of";
import { createCrmHttp } from "../http";
import { startCrmServer } from "../testing/crm-server";
import type { CrmGrant, CrmHttp, CrmSettings } from "../types";
import { consent, tokens } from "./access";
import { pipedrive } from "./connector";

const OWN_ORIGIN = "https://dzherelo-12ab.pipedrive.com";

describe("access by Pipedrive's consent page", () => {
  it("leads to the page with what the app is known by, and the state", () => {
    const url = new URL(consent.toAuthorizeUrl({ app: FAKE_APP, state: "s 1", codeChallenge: "", settings: {} }));
    expect(url.origin + url.pathname).toBe("https://oauth.pipedrive.com/oauth/authorize");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: FAKE_APP.clientId,
      redirect_uri: FAKE_APP.redirectUri,
      state: "s 1",
    });
  });

  it("trades the code for access to the account's own address, with nothing of the form's", async () => {
    await withFake(async ({ fake, hosts, http, open }) => {
      const grant = await exchange(http, { code: fake.oauth.agree() });
      expect(grant).toMatchObject({ origin: OWN_ORIGIN, accessToken: expect.stringContaining("v1u:") });
      const minutes = (Date.parse(grant.expiresAt ?? "") - Date.now()) / 60_000;
      expect(minutes).toBeGreaterThan(55);
      expect(minutes).toBeLessThan(60);

      await expect(open({ grant }).verify()).resolves.toMatchObject({ name: "Крамниця «Джерело»" });
      expect(hosts).toEqual(["oauth.pipedrive.com", "dzherelo-12ab.pipedrive.com"]);
    });
  });

  it("writes as it does with a token, faster", async () => {
    await withFake(async ({ fake, http, open }) => {
      const grant = await exchange(http, { code: fake.oauth.agree() });
      const values = { name: "Олена", phone: "+380671234567" };
      const { id } = await open({ grant }).createContact({ values, responsibleId: "12", requestId: "r" });
      expect(fake.records().contacts).toMatchObject([{ id, name: "Олена", responsibleId: "12" }]);
      const { requestsPerSecond } = pipedrive.readLimits?.({ grant }) ?? pipedrive.limits;
      expect(requestsPerSecond).toBeGreaterThan(pipedrive.limits.requestsPerSecond);
      expect(pipedrive.readLimits?.(fake.toSettings(""))).toEqual(pipedrive.limits);
    });
  });

  it("is renewed when it ended, once, and goes on", async () => {
    await withFake(async ({ fake, hosts, http, open }) => {
      const grant = await exchange(http, { code: fake.oauth.agree() });
      fake.oauth.expire();
      await expect(open({ grant }).verify()).resolves.toMatchObject({ userName: "Олена Коваль" });
      expect(hosts.filter((host) => host === "oauth.pipedrive.com")).toHaveLength(2);
    });
  });

  it("that the customer took back is refused", async () => {
    await withFake(async ({ fake, http }) => {
      const grant = await exchange(http, { code: fake.oauth.agree() });
      fake.oauth.revoke();
      const renewal = tokens.renew({ settings: { grant }, grant, app: FAKE_APP }, http);
      await expect(failureOf(renewal)).resolves.toMatchObject({ kind: "reject", status: 400 });
    });
  });

  it.each([
    ["a code that was used", { code: "used" }, "reject"],
    ["no code", { error: "user_denied" }, "hold"],
  ])("is not given for %s", async (_, query, kind) => {
    await withFake(async ({ http }) => {
      await expect(failureOf(exchange(http, query))).resolves.toMatchObject({ kind });
    });
  });

  it.each([null, FAKE_APP])("cannot be renewed without an app or a refresh token", async (app) => {
    await withFake(async ({ http, hosts }) => {
      const grant: CrmGrant = { accessToken: "a", refreshToken: app ? null : "r", expiresAt: null, origin: OWN_ORIGIN };
      await expect(failureOf(tokens.renew({ settings: {}, grant, app }, http))).resolves.toMatchObject({
        kind: "hold",
      });
      expect(hosts).toEqual([]);
    });
  });

  it.each([
    "http://dzherelo-12ab.pipedrive.com",
    "https://dzherelo-12ab.pipedrive.com.evil.example",
    "https://evilpipedrive.com",
    "https://pipedrive.com",
    "https://dzherelo-12ab.pipedrive.com:8443",
    "https://user@dzherelo-12ab.pipedrive.com",
    "https://evil.example/.pipedrive.com",
    "nothing",
  ])("at %s is not taken, and nothing is sent there", async (domain) => {
    await withFake(async ({ fake, hosts, http }) => {
      fake.oauth.claimApiDomain(domain);
      const failure = await failureOf(exchange(http, { code: fake.oauth.agree() }));
      expect(failure).toMatchObject({ kind: "reject", code: "address" });
      const grant: CrmGrant = { accessToken: "a", refreshToken: "r", expiresAt: null, origin: domain };
      expect(() => pipedrive.connect({ grant }, http, null)).toThrow("none of Pipedrive's");
      expect(hosts).toEqual(["oauth.pipedrive.com"]);
    });
  });
});

function exchange(http: CrmHttp, query: Record<string, string>) {
  return consent.exchange({ app: FAKE_APP, query, codeVerifier: "", settings: {} }, http);
}

type Opened = {
  fake: FakePipedrive;
  /** Hosts that requests went to, in order. */
  hosts: string[];
  http: CrmHttp;
  open(settings: CrmSettings & { grant: CrmGrant }): ReturnType<typeof pipedrive.connect>;
};

async function withFake(use: (opened: Opened) => Promise<void>) {
  const fake = createFakePipedrive();
  const hosts: string[] = [];
  const server = await startCrmServer((request) => {
    hosts.push(new URL(request.url).hostname);
    return fake.handle(request);
  });
  const channel = {
    connector: pipedrive,
    address: { ownOrigin: "https://leads.example", privateHosts: [new URL(server.origin).host] },
    gateway: server.origin,
    secrets: [],
  };
  const http = createCrmHttp(channel);
  const open: Opened["open"] = (settings) => {
    let { grant } = settings;
    const access: AccessTokens = {
      async get(from) {
        if (from) grant = await tokens.renew({ settings, grant, app: FAKE_APP }, http);
        return grant.accessToken;
      },
    };
    return pipedrive.connect(settings, createCrmHttp({ ...channel, tokens: access }), null);
  };
  try {
    await use({ fake, hosts, http, open });
  } finally {
    await server.close();
  }
}
