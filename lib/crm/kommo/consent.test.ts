import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFakeKommo } from "@/e2e/support/crm/kommo/create-fake-kommo";
import { FAKE_APP, FAKE_CODE } from "@/e2e/support/crm/kommo/oauth";
import type { AccessTokens } from "../access-tokens";
import { failureOf } from "../contract/failure-of";
import { createCrmHttp } from "../http";
import { type CrmServer, startCrmServer } from "../testing/crm-server";
import type { CrmGrant, CrmHttp } from "../types";
import { kommo } from "./connector";
import { consent, tokens } from "./consent";

const app = FAKE_APP;
const referer = "demo.kommo.com";

let fake: ReturnType<typeof createFakeKommo>;
let server: CrmServer;

beforeAll(async () => {
  server = await startCrmServer((request) => fake.handle(request));
});
afterAll(() => server.close());

function connectHttp(keeper: AccessTokens | null = null): CrmHttp {
  const address = { ownOrigin: "https://leads.example", privateHosts: [] };
  return createCrmHttp({ connector: kommo, address, gateway: server.origin, secrets: [], tokens: keeper });
}

function exchange(query: Record<string, string>) {
  fake = createFakeKommo();
  return consent.exchange({ app, query, codeVerifier: "", settings: {} }, connectHttp());
}

const renew = (grant: CrmGrant | null) => tokens.renew({ settings: {}, grant, app }, connectHttp());

describe("consent", () => {
  it("is asked for with the state that comes back", () => {
    const url = new URL(consent.toAuthorizeUrl({ app, state: "st&te", codeChallenge: "", settings: {} }));
    expect(url.origin + url.pathname).toBe("https://www.kommo.com/oauth");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: app.clientId,
      state: "st&te",
      mode: "popup",
    });
  });

  it("gives access to the account that it came back from", async () => {
    const grant = await exchange({ code: FAKE_CODE, referer, state: "state" });
    expect(grant).toMatchObject({ refreshToken: "refresh-1", origin: "https://demo.kommo.com" });
    expect(Date.parse(grant.expiresAt ?? "")).toBeGreaterThan(Date.now());
  });

  it.each(["evil.example", "demo.kommo.com.evil.example", "https://evil.example/.kommo.com", "demo", ""])(
    "sends nothing to %j, which is no account",
    async (elsewhere) => {
      const before = server.calls();
      const error = await failureOf(exchange({ code: FAKE_CODE, referer: elsewhere }));
      expect(error).toMatchObject({ kind: "hold", provider: "kommo" });
      expect(server.calls()).toBe(before);
    },
  );

  it("that was denied says so", async () => {
    const error = await failureOf(exchange({ error: "access_denied", referer }));
    expect(error).toMatchObject({ kind: "hold", message: "access_denied" });
  });

  it("a wrong code is refused in the CRM's words", async () => {
    const error = await failureOf(exchange({ code: "other", referer }));
    expect(error).toMatchObject({ kind: "reject", status: 400, message: "Token has been revoked" });
  });
});

describe("access by consent", () => {
  it("is renewed once by each refresh token", async () => {
    const first = await exchange({ code: FAKE_CODE, referer });
    const second = await renew(first);
    expect(second).toMatchObject({ accessToken: "access-2", refreshToken: "refresh-2", origin: first.origin });
    await expect(failureOf(renew(first))).resolves.toMatchObject({ kind: "reject", status: 400 });
    await expect(renew(second)).resolves.toMatchObject({ refreshToken: "refresh-3" });
  });

  it("cannot be renewed without a refresh token, or at a host of somebody else's", async () => {
    const grant = await exchange({ code: FAKE_CODE, referer });
    const before = server.calls();
    for (const bad of [null, { ...grant, refreshToken: null }, { ...grant, origin: "https://evil.example" }]) {
      await expect(failureOf(renew(bad))).resolves.toMatchObject({ kind: "hold" });
    }
    expect(server.calls()).toBe(before);
  });

  it("opens a session without any setting, and goes on with new access when the old one ended", async () => {
    let grant = await exchange({ code: FAKE_CODE, referer });
    const keeper: AccessTokens = {
      async get(from) {
        if (from?.refused === grant.accessToken) grant = await renew(grant);
        return grant.accessToken;
      },
    };
    const session = kommo.connect({ grant }, connectHttp(keeper), null);
    await expect(session.verify()).resolves.toMatchObject({
      userName: "Ольга Бойко",
      url: "https://demo.kommo.com",
      credentialsEndAt: null,
    });
    fake.expireAccess();
    await expect(session.verify()).resolves.toMatchObject({ userName: "Ольга Бойко" });
    expect(grant.accessToken).toBe("access-2");
  });
});
