import { performance } from "node:perf_hooks";
import { makeEvents } from "./make-events";
import { percentile } from "./percentile";
import { postEvents } from "./post-events";
import { spawnServer } from "./spawn-server";

export type ReferenceResult = { acknowledgementsPerSecond: number; p50Ms: number; p99Ms: number };

/** The same posts against a bare `node:http` server that stores each with one INSERT in the same PostgreSQL. */
export async function measureReference(
  databaseUrl: string,
  { events: count, concurrency }: { events: number; concurrency: number },
): Promise<ReferenceResult> {
  const server = await spawnServer("reference-server", [databaseUrl]);
  const url = `http://127.0.0.1:${server.port}/`;
  await postEvents({ url, events: makeEvents({ count: 200, firstPerson: 0 }), concurrency });

  const began = performance.now();
  const posts = await postEvents({ url, events: makeEvents({ count, firstPerson: 0 }), concurrency });
  const seconds = (performance.now() - began) / 1_000;
  await server.stop();
  const durations = posts.map((post) => post.durationMs);
  return {
    acknowledgementsPerSecond: count / seconds,
    p50Ms: percentile(durations, 0.5),
    p99Ms: percentile(durations, 0.99),
  };
}
