import { Agent, type IncomingMessage, request as sendRequest } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWebServer, type WebServer } from "./create-web-server";

// Without a build and without a database: what still has to be answered then.
describe("createWebServer", () => {
  let server: WebServer;
  beforeEach(async () => {
    server = createWebServer({ host: "127.0.0.1", port: 0, dir: import.meta.dirname });
    await server.listen();
  });
  afterEach(() => server.close());

  const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${server.port}${path}`, init);

  it("shows what a webhook address is before any page is ready", async () => {
    const answer = await ask("/api/hooks/abc");
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(/LeadBox/);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("acknowledges nothing without a database", async () => {
    const answer = await ask(`/api/hooks/${"a".repeat(26)}`, { method: "POST", body: "{}" });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
    expect(await answer.json()).toMatchObject({ error: "unavailable" });
  });

  it("says that the pages cannot be shown when Next.js does not start", async () => {
    await expect(server.pagesReady).rejects.toThrow();
    const answer = await ask("/registry");
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toMatch(/Error|at \//);
  });

  it("answers what is under way when it closes, and keeps no connection that could bring more", async () => {
    const agent = new Agent({ keepAlive: true });
    const post = () =>
      new Promise<IncomingMessage>((resolve, reject) => {
        const request = sendRequest({ agent, port: server.port, method: "POST", path: "/api/hooks/abc" }, resolve);
        request.on("error", reject).flushHeaders();
        setTimeout(() => request.end("{}"), 100);
      });
    const answer = post();
    await new Promise((resolve) => setTimeout(resolve, 30));
    const closed = server.close();
    const { statusCode, headers } = (await answer).resume();
    expect([statusCode, headers.connection]).toEqual([404, "close"]);
    await closed;
    agent.destroy();
  });

  it("takes no more connections once it is closed", async () => {
    const { port } = server;
    await server.close();
    await expect(fetch(`http://127.0.0.1:${port}/api/hooks/abc`)).rejects.toThrow();
  });
});
