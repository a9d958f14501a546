import { performance } from "node:perf_hooks";
import { Pool } from "undici";
import type { BenchEvent } from "./make-events";

/** One post as the sender saw it. `status` 0: the connection broke, and nobody was told that the lead was taken. */
export type Post = {
  phone: string;
  status: number;
  sentAt: number;
  durationMs: number;
  leadIds: string[];
  tries?: number;
};

/**
 * Posts the events, `concurrency` at a time, each as soon as a place is free; or one every `intervalMs` when that is given.
 * Times are `performance.now()` and Unix milliseconds in `sentAt`.
 */
export async function postEvents({
  url,
  events,
  concurrency,
  intervalMs = 0,
  triesMax = 1,
  onPost = () => {},
}: {
  url: string;
  events: BenchEvent[];
  concurrency: number;
  intervalMs?: number;
  /** How often an event is posted, a quarter of a second apart, until it is acknowledged. */
  triesMax?: number;
  onPost?: (index: number) => void;
}): Promise<Post[]> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: concurrency, pipelining: 1 });
  const posts: Post[] = new Array(events.length);
  const beganAt = performance.now();
  let next = 0;

  const sender = async () => {
    for (let index = next++; index < events.length; index = next++) {
      const event = events[index];
      if (!event) return;
      if (intervalMs > 0) await sleepUntil(beganAt + index * intervalMs);
      onPost(index);
      posts[index] = await post(pool, pathname, event);
      for (let tries = 1; posts[index]?.status !== 200 && tries < triesMax; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 250));
        posts[index] = { ...(await post(pool, pathname, event)), tries: tries + 1 };
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, sender));
  await pool.close();
  return posts;
}

async function post(pool: Pool, path: string, event: BenchEvent): Promise<Post> {
  const sentAt = Date.now();
  const began = performance.now();
  try {
    const { statusCode, body } = await pool.request({
      path,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: event.body,
      headersTimeout: 30_000,
      bodyTimeout: 30_000,
    });
    const text = await body.text();
    const durationMs = performance.now() - began;
    const leadIds = statusCode === 200 ? ((JSON.parse(text || "{}") as { leads?: string[] }).leads ?? []) : [];
    return { phone: event.phone, status: statusCode, sentAt, durationMs, leadIds };
  } catch {
    return { phone: event.phone, status: 0, sentAt, durationMs: performance.now() - began, leadIds: [] };
  }
}

function sleepUntil(time: number) {
  return new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, time - performance.now())));
}
