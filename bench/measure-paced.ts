import { type BenchContext, hookUrl } from "./bench-context";
import { readCrmStats, readCrmWrites, waitForDeals } from "./crm-stats";
import { makeEvents } from "./make-events";
import { percentile } from "./percentile";
import { postEvents } from "./post-events";

export type PacedResult = { leads: number; perSecond: number; p50Ms: number; p95Ms: number; isComplete: boolean };

/** Posts a few leads a second, and measures each from its post to the last write for it in the CRM. */
export async function measurePaced(
  context: BenchContext,
  { seconds, perSecond }: { seconds: number; perSecond: number },
): Promise<PacedResult> {
  const leads = seconds * perSecond;
  const events = makeEvents({ count: leads, firstPerson: context.nextPerson });
  context.nextPerson += leads;
  const before = await readCrmStats(context.crmPort);
  const posts = await postEvents({
    url: hookUrl(context),
    events,
    concurrency: perSecond,
    intervalMs: 1_000 / perSecond,
  });
  const { isComplete } = await waitForDeals(context.crmPort, { deals: before.deals + leads, timeoutMs: 30_000 });
  const writes = await readCrmWrites(context.crmPort);
  const delays = posts.map((post) => (writes[post.phone.slice(-9)] ?? Number.POSITIVE_INFINITY) - post.sentAt);
  return { leads, perSecond, p50Ms: percentile(delays, 0.5), p95Ms: percentile(delays, 0.95), isComplete };
}
