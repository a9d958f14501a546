import { afterEach, describe, expect, it } from "vitest";
import { createFakeZoho } from "@/e2e/support/crm/zoho/create-fake-zoho";
import { failureOf } from "../contract/failure-of";
import { createCrmHttp } from "../http";
import { type CrmServer, startCrmServer } from "../testing/crm-server";
import { consent, tokens } from "./access";
import { zoho } from "./connector";

const servers: CrmServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe("Zoho's consent page", () => {
  it("is the one of the data centre, and asks for access that lasts", async () => {
    const { app } = await open();
    const from = { app, state: "s1", codeChallenge: "", settings: { dataCentre: "eu" } };
    const url = new URL(consent.toAuthorizeUrl(from));
    expect(url.origin).toBe("https://accounts.zoho.eu");
    const query = Object.fromEntries(url.searchParams);
    expect(query).toMatchObject({ access_type: "offline", prompt: "consent", state: "s1", client_id: app.clientId });
    expect(query.scope?.split(",")).toContain("ZohoSearch.securesearch.READ");
  });

  it.each([
    ["the accounts server of the redirect", { "accounts-server": "https://accounts.zoho.eu" }, "us"],
    ["the location of the redirect", { location: "eu" }, "us"],
    ["what was asked for before", {}, "eu"],
  ])("gives access by %s", async (_, more, dataCentre) => {
    const { fake, app, http } = await open();
    const grant = await consent.exchange(
      { app, query: { code: fake.code, ...more }, codeVerifier: "", settings: { dataCentre } },
      http,
    );
    expect(grant).toMatchObject({ refreshToken: expect.stringMatching(/^1000\./), origin: "https://www.zohoapis.eu" });

    const settings = { dataCentre, grant };
    const session = zoho.connect(settings, withToken(http, grant.accessToken), null);
    await expect(session.verify()).resolves.toMatchObject({ url: "https://crm.zoho.eu/crm/org20074300001" });

    const renewed = await tokens.renew({ settings, grant, app }, http);
    expect(renewed.accessToken).not.toBe(grant.accessToken);
    expect(renewed.refreshToken).toBe(grant.refreshToken);
  });

  it.each([
    "https://accounts.zoho.eu.evil.example",
    "http://accounts.zoho.eu",
    "https://u@accounts.zoho.eu",
    "nonsense",
  ])("sends the code to no other server: %s", async (server) => {
    const { fake, app, http, calls } = await open();
    const query = { code: fake.code, "accounts-server": server };
    const exchange = consent.exchange({ app, query, codeVerifier: "", settings: { dataCentre: "eu" } }, http);
    await expect(failureOf(exchange)).resolves.toMatchObject({ kind: "hold" });
    expect(calls()).toBe(0);
  });

  it("takes no address of the API that is none of Zoho's", async () => {
    const { fake, app, http } = await open();
    fake.nameApi("https://www.zohoapis.eu.evil.example");
    const exchange = consent.exchange(
      { app, query: { code: fake.code }, codeVerifier: "", settings: { dataCentre: "eu" } },
      http,
    );
    await expect(failureOf(exchange)).resolves.toMatchObject({ kind: "hold" });
  });

  it("a code that was made up is refused, although with 200", async () => {
    const { app, http } = await open();
    const from = { app, query: { code: "1000.wrong" }, codeVerifier: "", settings: { dataCentre: "eu" } };
    await expect(failureOf(consent.exchange(from, http))).resolves.toMatchObject({ kind: "hold", status: 200 });
  });
});

describe("access by the form", () => {
  it("comes for the code, which is good once, and is renewed without it", async () => {
    const { fake, http } = await open();
    const grant = await tokens.renew({ settings: fake.form, grant: null, app: null }, http);
    expect(grant).toMatchObject({ refreshToken: expect.stringMatching(/^1000\./), origin: "https://www.zohoapis.eu" });
    const twice = tokens.renew({ settings: fake.form, grant: null, app: null }, http);
    await expect(failureOf(twice)).resolves.toMatchObject({ kind: "hold" });
    expect(Date.parse(grant.expiresAt ?? "")).toBeGreaterThan(Date.now());
    const again = await tokens.renew({ settings: { ...fake.form, grant }, grant, app: null }, http);
    expect(again.accessToken).not.toBe(grant.accessToken);
  });

  it("too many renewals are waited out", async () => {
    const { fake, http } = await open();
    const grant = await tokens.renew({ settings: fake.form, grant: null, app: null }, http);
    const renew = () => tokens.renew({ settings: fake.form, grant, app: null }, http);
    for (let turn = 1; turn < 10; turn += 1) await renew();
    await expect(failureOf(renew())).resolves.toMatchObject({ kind: "retry", isBusy: true, retryAfterSeconds: 600 });
  });

  it("a connection by consent whose app is gone has to be made again", async () => {
    const { http } = await open();
    const grant = { accessToken: "a", refreshToken: "r", expiresAt: null, origin: "https://www.zohoapis.eu" };
    await expect(failureOf(tokens.renew({ settings: { grant }, grant, app: null }, http))).resolves.toMatchObject({
      kind: "hold",
    });
  });
});

async function open() {
  const fake = createFakeZoho();
  const server = await startCrmServer(fake.handle);
  servers.push(server);
  const address = { ownOrigin: "https://leads.example", privateHosts: [new URL(server.origin).host] };
  const connector = { ...zoho, limits: { requestsPerSecond: 2000 } };
  const { clientId = "", clientSecret = "" } = fake.form;
  return {
    fake,
    app: { clientId, clientSecret, redirectUri: "https://leads.example/api/crm-consent/zoho/callback" },
    http: createCrmHttp({ connector, address, gateway: server.origin, secrets: [] }),
    calls: server.calls,
  };
}

function withToken(http: ReturnType<typeof createCrmHttp>, token: string): typeof http {
  return { request: (request) => http.request(tokens.authorize(request, token)) };
}
