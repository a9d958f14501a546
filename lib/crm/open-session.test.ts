import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openCrmSession } from "./open-session";
import { answers, type CrmServer, startCrmServer } from "./testing/crm-server";

describe("openCrmSession", () => {
  let server: CrmServer;
  const me = { crm: { id: "1", name: "CRM" }, web_url: null };

  beforeAll(async () => {
    server = await startCrmServer(async () => Response.json(me));
    vi.stubEnv("CRM_PRIVATE_HOSTS", new URL(server.origin).host);
    vi.stubEnv("CRM_GATEWAY_URL", server.origin);
  });

  afterAll(() => server.close());

  const open = (id: string) =>
    openCrmSession({
      connection: {
        ...{ id, accountId: "a", provider: "trial", directory: null },
        settings: { address: server.origin, token: "t" },
      },
      tokens: null,
    });

  it("shares what the CRM asked for among all sessions of a connection, and with no other connection", async () => {
    server.next(answers(429, {}, { "retry-after": "60" }));
    await expect(open("one").verify()).rejects.toMatchObject({ status: 429 });
    await expect(open("one").verify()).rejects.toMatchObject({ code: "paused" });
    await expect(open("two").verify()).resolves.toMatchObject({ name: "CRM" });
  });

  it("stops calling a CRM that fails, for all sessions of the connection", async () => {
    for (let call = 0; call < 10; call += 1) {
      server.next(answers(500));
      await expect(open("three").verify()).rejects.toMatchObject({ status: 500 });
    }
    const before = server.calls();
    await expect(open("three").verify()).rejects.toMatchObject({
      kind: "retry",
      code: "circuit_open",
      retryAfterSeconds: 30,
    });
    expect(server.calls()).toBe(before);
    await expect(open("two").verify()).resolves.toMatchObject({ name: "CRM" });
  });

  it("takes on other limits of a connection at once", async () => {
    const openKeycrm = (requestsPerMinute: number) =>
      openCrmSession({
        connection: {
          ...{ id: "four", accountId: "a", provider: "keycrm", directory: null },
          settings: { token: "t", requestsPerMinute },
        },
        tokens: null,
      });
    server.next(answers(429, {}, { "retry-after": "60" }));
    await expect(openKeycrm(50).verify()).rejects.toMatchObject({ status: 429 });
    await expect(openKeycrm(50).verify()).rejects.toMatchObject({ code: "paused" });
    await expect(openKeycrm(600).verify()).rejects.toMatchObject({ code: "shape" });
  });
});
