import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { AccessTokens } from "./access-tokens";
import { failureOf } from "./contract/failure-of";
import { type CrmHttpOptions, createCrmHttp } from "./http";
import { answers, type CrmServer, startCrmServer } from "./testing/crm-server";

const answer = z.object({ url: z.string(), type: z.string().nullable(), key: z.string().nullable(), body: z.string() });

describe("createCrmHttp", () => {
  let server: CrmServer;
  beforeAll(async () => {
    server = await startCrmServer(async (request) =>
      Response.json({
        url: request.url,
        type: request.headers.get("content-type"),
        key: request.headers.get("authorization"),
        body: await request.text(),
      }),
    );
  });
  afterAll(() => server.close());

  const open = (more: Partial<CrmHttpOptions> = {}) =>
    createCrmHttp({
      connector: { provider: "pipedrive", hosts: ["*.crm.example"], limits: { requestsPerSecond: 100 } },
      address: { ownOrigin: "https://leads.example", privateHosts: [] },
      gateway: server.origin,
      secrets: [],
      ...more,
    });
  const get = (url: string) => ({ method: "GET", url, label: "/x", answer }) as const;

  it("sends what may be sent to the gateway, with the vendor's host", async () => {
    const got = await open().request({ ...get("https://api.crm.example/v1/x"), query: { q: "+380 a&b" } });
    expect(got.url).toBe("https://api.crm.example/v1/x?q=%2B380+a%26b");
  });

  it.each(["https://crm.example.evil.test/x", "http://api.crm.example/x", "https://api.crm.example:22/x"])(
    "refuses %s before the gateway",
    async (url) => {
      const before = server.calls();
      await expect(failureOf(open().request(get(url)))).resolves.toMatchObject({ code: "address" });
      expect(server.calls()).toBe(before);
    },
  );

  it.each(["Bearer ключ", "Bearer a\r\nx-admin: 1"])(
    "refuses the credentials of %j, and sends nothing",
    async (key) => {
      const before = server.calls();
      const request = { ...get("https://api.crm.example/x"), headers: { authorization: key } };
      await expect(failureOf(open().request(request))).resolves.toMatchObject({ kind: "hold", code: "status" });
      expect(server.calls()).toBe(before);
    },
  );

  it("sends forms as forms", async () => {
    const form = { grant_type: "refresh_token", refresh_token: "a b&c" };
    const got = await open().request({ ...get("https://api.crm.example/token"), method: "POST", form });
    expect(got).toMatchObject({
      type: "application/x-www-form-urlencoded",
      body: "grant_type=refresh_token&refresh_token=a+b%26c",
    });
  });

  describe("with access that ends by itself", () => {
    function openWith(tokens: AccessTokens) {
      return open({
        tokens,
        connector: {
          provider: "pipedrive",
          hosts: ["*.crm.example"],
          limits: { requestsPerSecond: 100 },
          tokens: {
            isOnlyWay: true,
            authorize: (request, token) => ({ ...request, headers: { authorization: `Bearer ${token}` } }),
            renew: () => Promise.reject(new Error("Nobody renews here")),
          },
        },
      });
    }
    const url = "https://api.crm.example/x";
    const asked: (string | null)[] = [];
    const tokens: AccessTokens = {
      async get(from) {
        asked.push(from?.refused ?? null);
        return from ? "fresh-token-2" : "stale-token-1";
      },
    };

    it("renews what the CRM refuses once, and sends the request again", async () => {
      asked.length = 0;
      server.next(answers(401, { message: "expired" }));
      expect(await openWith(tokens).request(get(url))).toMatchObject({ key: "Bearer fresh-token-2" });
      expect(asked).toEqual([null, "stale-token-1"]);
    });

    it("takes a second no for an answer, and tells no token", async () => {
      server.next(answers(401), answers(401, { message: "fresh-token-2 is not known" }));
      const error = await failureOf(openWith(tokens).request(get(url)));
      expect(error).toMatchObject({ kind: "hold", status: 401 });
      expect(error.message).not.toContain("fresh-token-2");
    });

    it("renews nothing for a right that lacks", async () => {
      asked.length = 0;
      server.next(answers(403, { message: "no right" }));
      await expect(failureOf(openWith(tokens).request(get(url)))).resolves.toMatchObject({ kind: "hold", status: 403 });
      expect(asked).toEqual([null]);
    });
  });
});
