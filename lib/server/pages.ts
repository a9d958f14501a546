import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/lib/log";

export type Pages = {
  /** Rejects when Next.js cannot start. */
  readonly ready: Promise<void>;
  /** Lets Next.js answer; a request that comes before it is ready waits for it. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): Promise<void>;
};

/** How long a request waits for Next.js at most. */
const START_MS_MAX = 30_000;

/** Next.js as a custom server runs it, prepared in the background. */
export function createPages({ host, port, dir }: { host: string; port: number; dir: string }): Pages {
  const started = start({ host, port, dir });
  const ready = started.then(() => {});
  // Whoever needs it sees the failure; until then it must not end the process.
  ready.catch(() => {});

  return {
    ready,
    async handle(request, response) {
      try {
        const next = await Promise.race([started, sleep(START_MS_MAX, null, { ref: false })]);
        if (next) await next.answer(request, response);
        else answerUnavailable(response);
      } catch (error) {
        log.error({ err: error }, "page failed");
        answerUnavailable(response);
      }
    },
    async close() {
      const next = await started.catch(() => null);
      await next?.app.close();
    },
  };
}

async function start({ host, port, dir }: { host: string; port: number; dir: string }) {
  // Loaded here, since it takes long enough for the first events to wait for it.
  const { default: next } = await import("next");
  const app = next({ dev: false, dir, hostname: host, port });
  await app.prepare();
  return { app, answer: app.getRequestHandler() };
}

function answerUnavailable(response: ServerResponse) {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(503, {
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    "retry-after": "5",
  });
  response.end("LeadBox запускається, спробуйте за кілька секунд.\nLeadBox is starting, try again in a few seconds.\n");
}
