import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { BODY_BYTES_MAX } from "@/lib/intake/body-limits";
import type { HookAnswer } from "@/lib/intake/hook-answers";
import { readNodeBody } from "@/lib/intake/read-body";
import { toRemoteAddress } from "@/lib/intake/remote-address";
import type { ReceiveEvent } from "@/lib/leads/receive-event";

const HOOKS = "/api/hooks/";
/** How much of a refused body is still read, and for how long, so that the sender gets to read the answer. */
const DISCARDED_BYTES_MAX = 4 * BODY_BYTES_MAX;
const DISCARD_MS_MAX = 3_000;

/** The id in the address of a webhook, or null when the request is for something else. */
export function toHookId(url: string | undefined): string | null {
  if (!url?.startsWith(HOOKS)) return null;
  const end = url.indexOf("?", HOOKS.length);
  const id = url.slice(HOOKS.length, end < 0 ? undefined : end).replace(/\/$/, "");
  return id.includes("/") ? null : id;
}

/** Answers a request to a webhook address through `receiveEvent`. Never rejects. */
export async function handleHook({
  request,
  response,
  hookId,
  receiveEvent,
  trustsProxy,
}: {
  request: IncomingMessage;
  response: ServerResponse;
  hookId: string;
  receiveEvent: ReceiveEvent;
  trustsProxy: boolean;
}): Promise<void> {
  const { headers, method = "" } = request;
  const answer = await receiveEvent({
    hookId,
    method,
    headers,
    remoteAddress: toRemoteAddress({ headers, socketAddress: request.socket.remoteAddress ?? null, trustsProxy }),
    readBody: () => readNodeBody(request),
  });
  if (!answer || response.destroyed) {
    request.destroy();
    return;
  }
  await send(request, response, answer);
}

async function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: HookAnswer) {
  const content = request.method === "HEAD" ? "" : body;
  const isRead = request.complete;
  response.writeHead(status, {
    ...headers,
    "content-length": Buffer.byteLength(body),
    ...(isRead ? null : { connection: "close" }),
  });
  if (!isRead) {
    // Closing while the sender still writes would tear the answer out of its hands.
    response.write(content);
    await discardRest(request);
  }
  response.end(isRead ? content : undefined);
}

async function discardRest(request: IncomingMessage) {
  let size = 0;
  const ended = new Promise<void>((resolve) => {
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > DISCARDED_BYTES_MAX) resolve();
    });
    request
      .on("end", resolve)
      .on("close", resolve)
      .on("error", () => resolve());
    request.resume();
  });
  await Promise.race([ended, sleep(DISCARD_MS_MAX, undefined, { ref: false })]);
}
