import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { TRIAL_API_PATH } from "@/lib/crm/trial/settings";
import { createFakeRecords, type FakeRecords } from "./fake-crm-records";

export type FakeCrm = {
  /** The address to give to a connection. */
  address: string;
  port: number;
  records: FakeRecords;
  close(): Promise<void>;
};

/**
 * A fast CRM in memory that speaks the API of docs/crm/trial.md, every call answered after the same delay; any token will
 * do. `GET /stats` tells what was made and what was made twice, `GET /writes` when each identifier was last written to.
 */
export async function startFakeCrm({
  delayMs = 5,
  port = 0,
}: {
  delayMs?: number;
  port?: number;
} = {}): Promise<FakeCrm> {
  const records = createFakeRecords();
  const server = createServer((request, response) => {
    const startedAt = performance.now();
    readJson(request).then(
      (body) => {
        const answer = route(records, request, body);
        // What belongs to the measurement itself is not delayed.
        const rest = answer.isOwn ? 0 : Math.max(0, delayMs - (performance.now() - startedAt));
        setTimeout(() => send(response, answer), rest);
      },
      () => send(response, refuse(400, "The body is not JSON")),
    );
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${address.port}${TRIAL_API_PATH}`,
    port: address.port,
    records,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Answer = { status: number; body: unknown; isOwn?: boolean };

function route(records: FakeRecords, { method = "GET", url = "/", headers }: IncomingMessage, body: unknown): Answer {
  const { pathname, searchParams } = new URL(url, "http://fake");
  if (pathname === "/stats") return { status: 200, body: records.stats(), isOwn: true };
  if (pathname === "/writes") return { status: 200, body: records.writes(), isOwn: true };
  if (!headers.authorization) return refuse(401, "The token is missing");

  const [, collection = "", id] = pathname.replace(TRIAL_API_PATH, "").split("/");
  records.countCall(`${method} /${collection}${id ? "/:id" : ""}`);
  if (method === "GET" && id === undefined) {
    const body = records.list(collection, searchParams);
    return body ? { status: 200, body } : refuse(404, "There is nothing at this address");
  }
  if (method === "GET") return found(records.get(collection, id ?? ""));
  if (method === "POST") return found(records.create(collection, body), 201);
  if (method === "PATCH") return found(records.update(collection, id ?? "", body));
  return refuse(405, "There is no such method here");
}

function found(body: unknown, status = 200): Answer {
  return body ? { status, body } : refuse(404, "There is no such record");
}

function refuse(status: number, message: string): Answer {
  return { status, body: { error: { code: "refused", message } } };
}

function send(response: ServerResponse, { status, body }: Answer) {
  const text = JSON.stringify(body);
  response
    .writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) })
    .end(text);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  if (request.method === "GET") return null;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}
