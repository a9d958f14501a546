import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { APP } from "@/e2e/support/crm/bitrix24/token-server";
import { failureOf } from "../contract/failure-of";
import { answers } from "../testing/crm-server";
import type { CrmGrant } from "../types";
import { consent, toGrant, tokens } from "./oauth";
import { type FakePortal, openFakePortal } from "./testing";

let fake: FakePortal;
beforeEach(async () => {
  fake = await openFakePortal();
});
afterEach(() => fake.server.close());

const settings = { address: "https://demo.bitrix24.ua/" };

function exchange(code: string, query: Record<string, string> = {}) {
  return consent.exchange({ app: APP, query: { code, ...query }, codeVerifier: "", settings }, fake.createHttp());
}

/** Sessions that use a grant, and renew it as the product does. */
function connectWith(grant: CrmGrant) {
  let current = grant;
  const access = {
    async get(from?: { refused: string }) {
      if (from) current = await tokens.renew({ settings, grant: current, app: APP }, fake.createHttp());
      return current.accessToken;
    },
  };
  return fake.connect({ settings: { ...settings, grant }, tokens: access });
}

describe("the consent page", () => {
  it.each(["https://demo.bitrix24.ua/rest/1/k3v9x0q7w2m5t8zb/", "demo.bitrix24.ua"])(
    "is the portal's own: %s",
    (address) => {
      const url = consent.toAuthorizeUrl({ app: APP, state: "a b&c", codeChallenge: "", settings: { address } });
      expect(url).toBe("https://demo.bitrix24.ua/oauth/authorize/?client_id=local.64f0.app&state=a+b%26c");
    },
  );

  it("gives access to the portal that the server of tokens names, whatever the redirect says", async () => {
    const query = { domain: "evil.example", server_domain: "evil.example", member_id: "a1b2" };
    const grant = await exchange(fake.portal.issueCode(), query);
    expect(grant).toMatchObject({ origin: "https://demo.bitrix24.ua", refreshToken: expect.any(String) });
    await expect(connectWith(grant).verify()).resolves.toMatchObject({ name: "demo.bitrix24.ua" });
  });

  it("a code that is used or unknown holds", async () => {
    const code = fake.portal.issueCode();
    await exchange(code);
    await expect(failureOf(exchange(code))).resolves.toMatchObject({ kind: "hold" });
  });

  it("an answer that names a portal without https is a bad answer", async () => {
    const token = { access_token: "a", refresh_token: "r", client_endpoint: "http://10.0.0.1/rest/" };
    fake.server.next(answers(200, token));
    await expect(failureOf(exchange("any"))).resolves.toMatchObject({ kind: "bad_answer" });
  });
});

describe("access by consent", () => {
  it("does all that a webhook does", async () => {
    const session = connectWith(await exchange(fake.portal.issueCode()));
    const directory = await session.readDirectory();
    expect(directory.users.length).toBeGreaterThan(50);
    const values = { name: "Олена Коваль", phone: "+380501112233" };
    const { id, url } = await session.createContact({ values, responsibleId: "7", requestId: "01a2" });
    expect(url).toBe(`https://demo.bitrix24.ua/crm/contact/details/${id}/`);
    const found = await session.findContacts({ kind: "phone", value: "+380501112233" });
    expect(found).toMatchObject([{ id, responsibleId: "7" }]);
  });

  it("that has ended is renewed, and each time with the refresh token that came last", async () => {
    const session = connectWith(await exchange(fake.portal.issueCode()));
    for (let time = 0; time < 3; time += 1) {
      fake.portal.endAccess();
      await expect(session.verify()).resolves.toMatchObject({ userName: "Олена Коваль" });
    }
  });

  it("that cannot be renewed holds", async () => {
    const grant = await exchange(fake.portal.issueCode());
    const http = fake.createHttp();
    await tokens.renew({ settings, grant, app: APP }, http);
    await expect(failureOf(tokens.renew({ settings, grant, app: APP }, http))).resolves.toMatchObject({ kind: "hold" });
    await expect(failureOf(tokens.renew({ settings, grant, app: null }, http))).resolves.toMatchObject({
      kind: "hold",
    });
  });

  it("ends by our clock", () => {
    const token = { access_token: "a", refresh_token: "r", client_endpoint: "https://acme.bitrix24.eu/rest/" };
    const now = new Date("2026-11-28T10:00:00.000Z");
    expect(toGrant({ ...token, expires_in: 3600 }, now).expiresAt).toBe("2026-11-28T11:00:00.000Z");
    expect(toGrant(token, now).expiresAt).toBeNull();
  });
});
