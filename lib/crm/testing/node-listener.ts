import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";

/** Lets a plain `node:http` server answer by a function from Request to Response. A body that fails breaks the connection off. */
export function toNodeListener(handle: (request: Request) => Promise<Response>): RequestListener {
  return (incoming, outgoing) => {
    handle(toRequest(incoming)).then(
      (response) => sendResponse(response, outgoing),
      () => outgoing.writeHead(500).end(),
    );
  };
}

function toRequest(incoming: IncomingMessage) {
  const hasBody = incoming.method !== "GET" && incoming.method !== "HEAD";
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  // What comes through the gateway of `CRM_GATEWAY_URL` is meant for the vendor's host.
  const crmHost = incoming.headers["x-crm-host"];
  const origin = typeof crmHost === "string" ? `https://${crmHost}` : `http://${incoming.headers.host ?? "localhost"}`;
  return new Request(`${origin}${incoming.url ?? "/"}`, {
    method: incoming.method,
    headers,
    body: hasBody ? (Readable.toWeb(incoming) as ReadableStream<Uint8Array>) : null,
    duplex: "half",
  } as RequestInit);
}

async function sendResponse(response: Response, outgoing: ServerResponse) {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (!response.body) {
    outgoing.end();
    return;
  }
  // The headers leave first, so that a body that fails looks like an answer that broke off.
  outgoing.flushHeaders();
  await pipeline(Readable.fromWeb(response.body as NodeReadableStream), outgoing).catch(() => outgoing.destroy());
}
