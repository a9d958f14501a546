import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONSENT_CODE } from "@/e2e/support/crm/hubspot/access";
import { createFakeHubspot, type FakeHubspot } from "@/e2e/support/crm/hubspot/create-fake-hubspot";
import type { AccessTokens } from "../access-tokens";
import { failureOf } from "../contract/failure-of";
import { createCrmHttp } from "../http";
import { answers, type CrmServer, startCrmServer } from "../testing/crm-server";
import type { CrmGrant } from "../types";
import { hubspot } from "./connector";
import { consent, tokens } from "./consent";
import { SCOPES } from "./scopes";

const app = {
  clientId: "leadbox-client",
  clientSecret: "leadbox-client-secret",
  redirectUri: "https://leads.example/api/crm-consent/hubspot/callback",
};

let crm: FakeHubspot;
let server: CrmServer;

beforeEach(async () => {
  crm = createFakeHubspot();
  server = await startCrmServer(crm.handle, { isWrite: crm.isWrite });
});

afterEach(() => server.close());

function openHttp(access: AccessTokens | null = null) {
  const address = { ownOrigin: "https://leads.example", privateHosts: [new URL(server.origin).host] };
  return createCrmHttp({
    connector: hubspot,
    address,
    gateway: server.origin,
    secrets: [app.clientSecret],
    tokens: access,
  });
}

function exchange(code: string): Promise<CrmGrant> {
  return consent.exchange({ app, query: { code, state: "s" }, codeVerifier: "", settings: {} }, openHttp());
}

describe("consent", () => {
  it("asks for all that is needed, and carries the state", () => {
    const url = new URL(consent.toAuthorizeUrl({ app, state: "a state", codeChallenge: "", settings: {} }));
    expect(`${url.origin}${url.pathname}`).toBe("https://app.hubspot.com/oauth/authorize");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: app.clientId,
      redirect_uri: app.redirectUri,
      scope: SCOPES.join(" "),
      state: "a state",
    });
  });

  it("trades the code for access that lasts half an hour", async () => {
    const before = Date.now();
    const grant = await exchange(CONSENT_CODE);
    expect(grant).toMatchObject({ accessToken: "CJ-access-1", refreshToken: "eu1-refresh-1", origin: null });
    expect(Date.parse(grant.expiresAt ?? "") - before).toBeGreaterThanOrEqual(1_800_000);
    expect(Date.parse(grant.expiresAt ?? "") - Date.now()).toBeLessThanOrEqual(1_800_000);
  });

  it.each(["", "another"])("a code %j is refused, and nothing of the app shows", async (code) => {
    const error = await failureOf(exchange(code));
    expect(error).toMatchObject({ kind: "reject", status: 400 });
    expect(error.message).not.toContain(app.clientSecret);
  });
});

describe("access by consent", () => {
  it("needs no form, and is renewed when HubSpot says that it ended", async () => {
    let grant = await exchange(CONSENT_CODE);
    const access: AccessTokens = {
      async get(from) {
        if (from?.refused === grant.accessToken) grant = await tokens.renew({ settings: {}, grant, app }, openHttp());
        return grant.accessToken;
      },
    };
    const session = hubspot.connect({ grant }, openHttp(access), null);
    await expect(session.verify()).resolves.toMatchObject({ name: "HubSpot 4455667", notices: [] });
    crm.account.access.endAccess();
    const { id } = await session.createContact({ values: { name: "Олена" }, responsibleId: null, requestId: "1" });
    expect(crm.records().contacts.map((contact) => contact.id)).toEqual([id]);
    expect(grant.accessToken).not.toBe("CJ-access-1");
    expect(grant.refreshToken).toBe("eu1-refresh-1");
  });

  it("a renewal that names no new token keeps the one it was made with", async () => {
    server.next(answers(200, { access_token: "CJ-2", expires_in: 1800 }));
    const grant = { accessToken: "CJ-1", refreshToken: "eu1-refresh-9", expiresAt: null, origin: null };
    await expect(tokens.renew({ settings: {}, grant, app }, openHttp())).resolves.toMatchObject({
      accessToken: "CJ-2",
      refreshToken: "eu1-refresh-9",
    });
  });

  it("ends when the app is uninstalled", async () => {
    const grant = await exchange(CONSENT_CODE);
    crm.account.access.uninstall();
    const error = await failureOf(tokens.renew({ settings: {}, grant, app }, openHttp()));
    expect(error).toMatchObject({ kind: "reject", status: 400 });
    expect(error.message).toMatch(/refresh token/);
  });

  it("nothing is renewed without the app", async () => {
    const grant = await exchange(CONSENT_CODE);
    await expect(failureOf(tokens.renew({ settings: {}, grant, app: null }, openHttp()))).resolves.toMatchObject({
      kind: "reject",
    });
  });
});
