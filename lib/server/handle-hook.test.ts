import { createServer, type Server, request as sendRequest } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BODY_BYTES_MAX } from "@/lib/intake/body-limits";
import { readNodeBody } from "@/lib/intake/read-body";
import type { HookRequest } from "@/lib/leads/receive-event";
import { handleHook, toHookId } from "./handle-hook";

type Seen = Omit<HookRequest, "readBody"> & { body: Awaited<ReturnType<HookRequest["readBody"]>> | null };

let server: Server;
let port: number;
let seen: Seen[];
/** Whether the body is wanted, as for a known address. */
let readsBody: boolean;

beforeEach(async () => {
  seen = [];
  readsBody = true;
  server = createServer((request, response) => {
    void handleHook({
      request,
      response,
      hookId: toHookId(request.url) ?? "",
      trustsProxy: false,
      receiveEvent: async ({ readBody, ...rest }) => {
        const body = readsBody ? await readBody() : null;
        seen.push({ ...rest, body });
        if (body && !body.ok && body.reason === "cut_off") return null;
        return { status: body?.ok ? 200 : 413, headers: {}, body: "answer" };
      },
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Sends what is written to the socket and gives back all that comes, until the server closes or the text has come. */
function talk(write: (socket: ReturnType<typeof connect>) => void, until = /answer/): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    socket.on("data", (data) => {
      text += data.toString();
      if (until.test(text)) socket.destroy();
    });
    socket.on("error", reject).on("close", () => resolve(text));
    write(socket);
  });
}

const post = (headers: string) => `POST /api/hooks/abc?x=1 HTTP/1.1\r\nHost: a\r\n${headers}\r\n`;

describe("toHookId", () => {
  it.each([
    ["/api/hooks/abc", "abc"],
    ["/api/hooks/abc?token=1/2", "abc"],
    ["/api/hooks/abc/", "abc"],
    ["/api/hooks/", ""],
    ["/api/hooks/abc/def", null],
    ["/api/hooks", null],
    ["/api/hookshot/abc", null],
    ["/", null],
    [undefined, null],
  ])("reads %s as %s", (url, id) => expect(toHookId(url)).toBe(id));
});

describe("handleHook", () => {
  it("hands over the body in one piece, however it was cut on the way", async () => {
    const answer = await talk((socket) => {
      socket.write(`${post("Transfer-Encoding: chunked\r\n")}2\r\nab\r\n`);
      setTimeout(() => socket.write("3\r\ncde\r\n0\r\n\r\n"), 10);
    });
    expect(answer).toMatch(/^HTTP\/1.1 200/);
    expect(seen).toMatchObject([{ hookId: "abc", method: "POST", body: { ok: true, bytes: Buffer.from("abcde") } }]);
  });

  it("believes no X-Forwarded-For unless a proxy is trusted", async () => {
    await talk((socket) => socket.write(post("X-Forwarded-For: 9.9.9.9\r\nContent-Length: 0\r\n")));
    expect(seen[0]?.remoteAddress).toMatch(/127\.0\.0\.1$/);
  });

  it("does not read a body that says that it is too large", async () => {
    const answer = await talk((socket) => socket.write(post(`Content-Length: ${BODY_BYTES_MAX + 1}\r\n`)));
    expect(answer).toMatch(/^HTTP\/1.1 413/);
    expect(seen).toMatchObject([{ body: { ok: false, reason: "too_large", size: BODY_BYTES_MAX + 1 } }]);
  });

  it("stops at the limit when the length is not told, and the sender reads the answer before the connection closes", async () => {
    const chunk = Buffer.alloc(64 * 1024, "x");
    const answer = await talk((socket) => {
      socket.write(post("Transfer-Encoding: chunked\r\n"));
      for (let n = 0; n < 32; n++) socket.write(Buffer.concat([Buffer.from("10000\r\n"), chunk, Buffer.from("\r\n")]));
    });
    expect(answer).toMatch(/^HTTP\/1.1 413[\s\S]*connection: close/i);
    expect(seen[0]?.body).toMatchObject({ ok: false, reason: "too_large" });
  });

  it("keeps no more of an endless body than the limit, and ends the connection", async () => {
    const before = process.memoryUsage().arrayBuffers;
    let sent = 0;
    await talk((socket) => {
      const chunk = Buffer.concat([Buffer.from("10000\r\n"), Buffer.alloc(64 * 1024, "x"), Buffer.from("\r\n")]);
      socket.write(post("Transfer-Encoding: chunked\r\n"));
      const pour = () => {
        while (!socket.destroyed && socket.write(chunk)) sent += chunk.length;
      };
      socket.on("drain", pour).on("error", () => {});
      pour();
    }, /never/).catch(() => {});
    expect(seen).toHaveLength(1);
    expect(sent).toBeLessThan(64 * BODY_BYTES_MAX);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * BODY_BYTES_MAX);
  });

  it("does not read the body of a request that is refused before it", async () => {
    readsBody = false;
    const answer = await talk((socket) => {
      socket.write(post("Content-Length: 100000\r\n"));
      socket.write("x".repeat(100_000));
    });
    expect(answer).toMatch(/^HTTP\/1.1 413/);
  });

  it("notices an upload that breaks off, and goes on for others", async () => {
    await talk((socket) => {
      socket.write(`${post("Content-Length: 100\r\n")}half`);
      setTimeout(() => socket.destroy(), 20);
    });
    await expect.poll(() => seen).toMatchObject([{ body: { ok: false, reason: "cut_off", size: 4 } }]);
    const answer = await talk((socket) => socket.write(`${post("Content-Length: 2\r\n")}ok`));
    expect(answer).toMatch(/^HTTP\/1.1 200/);
  });

  it("serves a sender that asks before it sends", async () => {
    const status = await new Promise((resolve, reject) => {
      const request = sendRequest({
        port,
        host: "127.0.0.1",
        method: "POST",
        path: "/api/hooks/abc",
        headers: { expect: "100-continue" },
      });
      request.on("continue", () => request.end("body")).on("response", (response) => resolve(response.statusCode));
      request.on("error", reject).flushHeaders();
    });
    expect(status).toBe(200);
    expect(seen).toMatchObject([{ body: { ok: true, bytes: Buffer.from("body") } }]);
  });
});

describe("readNodeBody", () => {
  it("gives up on a sender that is too slow", async () => {
    const slow = createServer(async (request, response) => {
      const body = await readNodeBody(request, { timeoutMs: 50 });
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => slow.listen(0, "127.0.0.1", resolve));
    port = (slow.address() as AddressInfo).port;
    const answer = await talk((socket) => socket.write(`${post("Content-Length: 100\r\n")}half`), /too_slow/);
    expect(answer).toContain('{"ok":false,"reason":"too_slow","size":4}');
    slow.closeAllConnections();
    slow.close();
  });
});
