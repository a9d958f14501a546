import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { getEnv } from "@/lib/env";
import { BODY_BYTES_MAX } from "@/lib/intake/body-limits";
import { closeIntake, receiveEvent } from "@/lib/leads/receive-event";
import { log } from "@/lib/log";
import { handleHook, toHookId } from "./handle-hook";
import { createPages } from "./pages";

export type WebServer = {
  /** Begins to take connections; events are received at once, pages as soon as Next.js is ready. */
  listen(): Promise<void>;
  /** The port that it listens on; the one asked for, or a free one for 0. */
  readonly port: number;
  /** Rejects when Next.js cannot start: nothing but events is answered then. */
  readonly pagesReady: Promise<void>;
  /** Takes nothing more, answers what is under way, stores what waits, then ends. */
  close(): Promise<void>;
};

/** A proxy in front keeps its connections for 60 s as a rule; ours have to outlive them. */
const KEEP_ALIVE_MS = 65_000;
const HEADERS_MS_MAX = 20_000;
const REQUEST_MS_MAX = 60_000;
/** How long requests that are under way may still take when the server closes. */
const CLOSE_GRACE_MS = 5_000;
const IDLE_CHECK_MS = 50;

/** The product's server: node:http that receives events itself and hands everything else to Next.js. */
export function createWebServer({
  host,
  port,
  dir,
}: {
  host: string;
  port: number;
  /** The project's folder, with its build in `.next`. */
  dir: string;
}): WebServer {
  const { TRUST_PROXY } = getEnv();
  const pages = createPages({ host, port, dir });
  let isClosing = false;

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    // Whoever comes back over this connection finds the next process.
    if (isClosing) response.shouldKeepAlive = false;
    const hookId = toHookId(request.url);
    if (hookId === null) {
      if (!TRUST_PROXY) forgetForwarding(request);
      return void pages.handle(request, response);
    }
    handleHook({ request, response, hookId, receiveEvent, trustsProxy: TRUST_PROXY }).catch((error) => {
      log.error({ err: error }, "hook not answered");
      response.destroy();
    });
  };
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: HEADERS_MS_MAX, requestTimeout: REQUEST_MS_MAX },
    answer,
  );
  server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
    // Who asks first need not send a body that will be refused.
    const isTooLarge = toHookId(request.url) !== null && Number(request.headers["content-length"]) > BODY_BYTES_MAX;
    if (!isTooLarge) response.writeContinue();
    answer(request, response);
  });

  return {
    get port() {
      const address = server.address() as AddressInfo | null;
      return address?.port ?? port;
    },
    pagesReady: pages.ready,
    listen: () => listen(server, { host, port }),
    async close() {
      isClosing = true;
      await closeServer(server);
      await pages.close();
      await closeIntake();
    },
  };
}

/** With no proxy in front, whatever these headers say comes from the client itself: pages read the connection's address. */
function forgetForwarding(request: IncomingMessage) {
  for (const name of Object.keys(request.headers)) {
    if (name.startsWith("x-forwarded-") || name === "forwarded") delete request.headers[name];
  }
  request.headers["x-forwarded-for"] = request.socket.remoteAddress;
}

function listen(server: Server, address: { host: string; port: number }) {
  return new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function closeServer(server: Server) {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idleCheck = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  await Promise.race([closed, sleep(CLOSE_GRACE_MS, undefined, { ref: false })]);
  clearInterval(idleCheck);
  server.closeAllConnections();
}
