import { performance } from "node:perf_hooks";
import { type BenchContext, hookUrl } from "./bench-context";
import { readCrmStats, waitForDeals } from "./crm-stats";
import { makeEvents } from "./make-events";
import { startMemorySampler } from "./memory-sampler";
import { percentile } from "./percentile";
import { postEvents } from "./post-events";
import { readCpuMs } from "./process-usage";

const DELIVERY_TIMEOUT_MS = 180_000;

export type BurstResult = {
  concurrency: number;
  events: number;
  acknowledged: number;
  acknowledgementsPerSecond: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  /** From the first post to the last write that the CRM saw. */
  deliveredPerSecond: number;
  secondsToLastWrite: number;
  isComplete: boolean;
  cpuMsPerLead: { web: number; worker: number; postgres: number; total: number };
  memoryPeakMb: number;
};

/** Posts new people's events `concurrency` at a time and waits until the CRM has a deal for each, or the time is up. */
export async function measureBurst(
  context: BenchContext,
  { events: count, concurrency }: { events: number; concurrency: number },
): Promise<BurstResult> {
  const events = makeEvents({ count, firstPerson: context.nextPerson });
  context.nextPerson += count;
  const before = await readCrmStats(context.crmPort);
  const { web, worker, postgres } = context.stack.pids();
  const cpuBefore = [web, worker, postgres].map((pid) => readCpuMs([pid]));
  const memory = startMemorySampler(() => [web, worker]);

  const beganAt = Date.now();
  const began = performance.now();
  const posts = await postEvents({ url: hookUrl(context), events, concurrency });
  const postSeconds = (performance.now() - began) / 1_000;
  const acknowledged = posts.filter((post) => post.status === 200);
  const stats = await waitForDeals(context.crmPort, {
    deals: before.deals + acknowledged.length,
    timeoutMs: DELIVERY_TIMEOUT_MS,
  });

  const seconds = ((stats.lastWriteAt ?? beganAt) - beganAt) / 1_000;
  const [webMs = 0, workerMs = 0, postgresMs = 0] = [web, worker, postgres].map(
    (pid, index) => (readCpuMs([pid]) - (cpuBefore[index] ?? 0)) / count,
  );
  const durations = acknowledged.map((post) => post.durationMs);
  return {
    concurrency,
    events: count,
    acknowledged: acknowledged.length,
    acknowledgementsPerSecond: acknowledged.length / postSeconds,
    p50Ms: percentile(durations, 0.5),
    p95Ms: percentile(durations, 0.95),
    p99Ms: percentile(durations, 0.99),
    deliveredPerSecond: (stats.deals - before.deals) / seconds,
    secondsToLastWrite: seconds,
    isComplete: stats.isComplete,
    cpuMsPerLead: { web: webMs, worker: workerMs, postgres: postgresMs, total: webMs + workerMs + postgresMs },
    memoryPeakMb: memory.stop(),
  };
}
