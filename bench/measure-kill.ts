import { type BenchContext, hookUrl } from "./bench-context";
import { readCrmStats, waitForDeals } from "./crm-stats";
import { makeEvents } from "./make-events";
import { postEvents } from "./post-events";

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
  const posts = await postEvents({ url: hookUrl(context), events, concurrency: 10, triesMax: 200, onPost: kill });
  const acknowledged = posts.filter((post) => post.status === 200);
  const sentAgain = posts.filter((post) => (post.tries ?? 1) > 1).length;

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
