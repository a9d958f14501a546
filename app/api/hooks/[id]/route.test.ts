import { describe, expect, it } from "vitest";
import { GET, HEAD, POST, PUT } from "./route";

// Without a database: what a host that runs Next.js alone answers then.
const context = { params: Promise.resolve({ id: "a".repeat(26) }) };
const ask = (method: string, body?: string) => new Request("http://127.0.0.1/api/hooks/x", { method, body });

describe("the route of a webhook address", () => {
  it("shows what it is to a browser", async () => {
    const answer = await GET(ask("GET"), context);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(/LeadBox/);
    const head = await HEAD(ask("HEAD"), context);
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  it("refuses other methods with what is allowed", async () => {
    const answer = await PUT(ask("PUT", "{}"), context);
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
  });

  it("acknowledges nothing that it could not store", async () => {
    const answer = await POST(ask("POST", "{}"), context);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  });
});
