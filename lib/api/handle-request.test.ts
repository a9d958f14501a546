import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { createRateLimiter } from "@/lib/rate-limit";
import { defineRoute } from "./define-route";
import { createApiHandler } from "./handle-request";

vi.mock("./tokens", async (load) => {
  const real = await load<typeof import("./tokens")>();
  const caller = { tokenId: "t", accountId: "a", userId: null, scopes: ["leads:read"], timeZone: "UTC" } as const;
  return { ...real, findApiCaller: async (token: string) => (token === GOOD ? caller : null) };
});

const GOOD = `lbx_${"G".repeat(32)}`;
const BAD = `lbx_${"B".repeat(32)}`;

const routes = [
  defineRoute({
    operationId: "readDocument",
    tag: "document",
    method: "GET",
    path: "/things/{id}",
    scope: null,
    params: z.object({ id: z.string() }),
    query: z.object({ kinds: z.array(z.string()).optional(), limit: z.coerce.number().default(5) }),
    answer: z.unknown(),
    handle: async ({ params, query, locale }) => ({ params, query, locale }),
  }),
  defineRoute({
    operationId: "readDocument",
    tag: "document",
    method: "PUT",
    path: "/things/{id}",
    scope: null,
    body: z.object({ name: z.string().max(3) }),
    answer: z.unknown(),
    handle: async ({ body, ifMatch }) => ({ body, ifMatch, basis: "7" }),
  }),
  defineRoute({
    operationId: "listLeads",
    tag: "leads",
    method: "GET",
    path: "/leads",
    scope: "leads:read",
    answer: z.unknown(),
    handle: async () => [],
  }),
  defineRoute({
    operationId: "listConnections",
    tag: "connections",
    method: "GET",
    path: "/broken",
    scope: null,
    answer: z.unknown(),
    handle: async () => {
      throw new Error("the password is 1234");
    },
  }),
];

type Options = RequestInit & { handle?: ReturnType<typeof createApiHandler> };

async function call(path: string, { handle = createApiHandler({ routes }), ...init }: Options = {}) {
  const response = await handle(new Request(`https://leads.example.com/api/v1${path}`, init));
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text && JSON.parse(text) };
}
const withToken = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const json = (body: unknown, headers = {}) => ({
  method: "PUT",
  body: JSON.stringify(body),
  headers: { "content-type": "application/json", ...headers },
});

describe("a call of the API", () => {
  it("reaches its handler with what its schemas made of path and query", async () => {
    const { body, headers } = await call("/things/42?kinds=a,b&kinds=c&other=1");
    expect(body).toEqual({ params: { id: "42" }, query: { kinds: ["a", "b", "c"], limit: 5 }, locale: "en" });
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
  });

  it("reaches its handler with its body and the basis of an edit", async () => {
    const { body, headers } = await call("/things/42", json({ name: "abc" }, { "if-match": 'W/"3"' }));
    expect(body).toEqual({ body: { name: "abc" }, ifMatch: "3", basis: "7" });
    expect(headers.get("etag")).toBe('"7"');
  });

  it("is told what is wrong with its body, and where", async () => {
    const { status, body, headers } = await call("/things/42", json({ name: "abcd" }, { "accept-language": "uk" }));
    expect({ status, type: headers.get("content-type") }).toEqual({
      status: 422,
      type: "application/problem+json; charset=utf-8",
    });
    expect(body).toMatchObject({ code: "invalid", errors: [{ path: "name", message: "Не більше 3 символів" }] });
  });

  it("learns nothing of the inside when something goes wrong there", async () => {
    const { status, text } = await call("/broken");
    expect(status).toBe(500);
    expect(text).not.toMatch(/1234|stack|handle-request/);
    expect(JSON.parse(text)).toMatchObject({ code: "unexpected", status: 500 });
  });

  it("learns of paths and methods only with a token", async () => {
    expect((await call("/none")).status).toBe(401);
    expect((await call("/none", withToken(GOOD))).status).toBe(404);
    const { status, headers } = await call("/things/42", { ...withToken(GOOD), method: "DELETE" });
    expect({ status, allow: headers.get("allow") }).toEqual({ status: 405, allow: "GET, PUT" });
  });

  it("is kept in no cache and open to no other site", async () => {
    for (const answer of [await call("/leads"), await call("/leads", withToken(GOOD))]) {
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
      expect(answer.headers.get("set-cookie")).toBeNull();
    }
  });
});

describe("wrong tokens", () => {
  const limits = () => ({
    perToken: createRateLimiter({ burst: 100, perSecond: 1 }),
    wrongTokens: createRateLimiter({ burst: 2, perSecond: 0.1 }, { now: () => 0 }),
  });

  it("have to wait after a few from one address, and leave alone a token that worked before", async () => {
    const handle = createApiHandler({ routes, limits: limits() });
    const from = (address: string, token: string) => ({
      handle,
      headers: { authorization: `Bearer ${token}`, "x-forwarded-for": address },
    });
    expect((await call("/leads", from("192.0.2.1", GOOD))).status).toBe(200);
    for (const status of [401, 401, 429, 429])
      expect((await call("/leads", from("192.0.2.1", BAD))).status).toBe(status);
    const refused = await call("/leads", from("192.0.2.1", "nonsense"));
    expect(refused.headers.get("retry-after")).toBe("10");
    expect((await call("/leads", from("192.0.2.1", GOOD))).status).toBe(200);
    expect((await call("/leads", from("192.0.2.2", BAD))).status).toBe(401);
  });
});
