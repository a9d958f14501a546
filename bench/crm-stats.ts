import { setTimeout as sleep } from "node:timers/promises";
import type { FakeStats } from "./fake-crm-records";

/** What the fake CRM has seen so far. */
export async function readCrmStats(crmPort: number): Promise<FakeStats> {
  const answer = await fetch(`http://127.0.0.1:${crmPort}/stats`);
  return (await answer.json()) as FakeStats;
}

/** When each phone was last written to, in Unix milliseconds, by its last nine digits. */
export async function readCrmWrites(crmPort: number): Promise<Record<string, number>> {
  const answer = await fetch(`http://127.0.0.1:${crmPort}/writes`);
  return (await answer.json()) as Record<string, number>;
}

/** Waits until the CRM holds so many deals, or nothing more has come for `quietMs`; gives the stats as they are then. */
export async function waitForDeals(
  crmPort: number,
  { deals, timeoutMs }: { deals: number; timeoutMs: number },
): Promise<FakeStats & { isComplete: boolean }> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const stats = await readCrmStats(crmPort);
    if (stats.deals >= deals || Date.now() > deadline) return { ...stats, isComplete: stats.deals >= deals };
    await sleep(50);
  }
}
