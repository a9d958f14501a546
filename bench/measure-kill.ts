import { setTimeout as sleep } from "node:timers/promises";
import { type BenchContext, hookUrl } from "./bench-context";
import { readCrmStats, waitForDeals } from "./crm-stats";
import { makeEvents } from "./make-events";
import { type Post, postEvents } from "./post-events";

const DELIVERY_TIMEOUT_MS = 240_000;

export type KillResult = {
  events: number;
  acknowledged: number;
  /** Posts that the sender had to send again because the web server was dead. */
  sentAgain: number;
  kills: string[];
  isComplete: boolean;
  secondsToLastWrite: number;
};

/**
 * Posts events while the worker, then the web server, then both are killed with SIGKILL; the supervisor starts them again.
 * What was not acknowledged is sent again until it is, as a person would who sees no lead.
 */
export async function measureKill(context: BenchContext, { events: count }: { events: number }): Promise<KillResult> {
  const events = makeEvents({ count, firstPerson: context.nextPerson });
  context.nextPerson += count;
  const before = await readCrmStats(context.crmPort);
  const plan: Record<number, ("worker" | "web")[]> = {
    [Math.floor(count / 4)]: ["worker"],
    [Math.floor(count / 2)]: ["web"],
    [Math.floor((count * 3) / 4)]: ["worker", "web"],
  };
  const kills: string[] = [];
  const kill = (index: number) => {
    for (const name of plan[index] ?? []) {
      const pid = context.stack.pids()[name];
      if (pid > 0) process.kill(pid, "SIGKILL");
      kills.push(`${name} after ${index} events`);
    }
  };

  const beganAt = Date.now();
  let sentAgain = 0;
  const acknowledged: Post[] = [];
  for (let left = events, round = 0; left.length > 0 && round < 60; round += 1) {
    const posts = await postEvents({
      url: hookUrl(context),
      events: left,
      concurrency: 10,
      onPost: round === 0 ? kill : undefined,
    });
    acknowledged.push(...posts.filter((post) => post.status === 200));
    left = left.filter((_, index) => posts[index]?.status !== 200);
    if (left.length > 0) await sleep(500);
    sentAgain += left.length;
  }

  const stats = await waitForDeals(context.crmPort, { deals: before.deals + count, timeoutMs: DELIVERY_TIMEOUT_MS });
  return {
    events: count,
    acknowledged: acknowledged.length,
    sentAgain,
    kills,
    isComplete: stats.isComplete,
    secondsToLastWrite: ((stats.lastWriteAt ?? beganAt) - beganAt) / 1_000,
  };
}
