import type { Losses } from "./count-losses";
import type { BurstResult } from "./measure-burst";
import type { KillResult } from "./measure-kill";
import type { PacedResult } from "./measure-paced";
import type { ReferenceResult } from "./measure-reference";

export type BenchReport = {
  bursts: BurstResult[];
  reference: ReferenceResult | null;
  paced: PacedResult | null;
  memoryAtRestMb: number | null;
  secondStartMs: number | null;
  kill: KillResult | null;
  losses: Losses;
};

/** The figures as a Markdown table, each beside what is to be reached. */
export function toTable({
  bursts,
  reference,
  paced,
  memoryAtRestMb,
  secondStartMs,
  kill,
  losses,
}: BenchReport): string {
  const rows: [what: string, measured: string, target: string][] = [];
  const add = (what: string, measured: string, target = "–") => rows.push([what, measured, target]);

  for (const burst of bursts) {
    add(
      `acknowledgements per second, ${burst.concurrency} at a time`,
      `${round(burst.acknowledgementsPerSecond)}; p50/p95/p99 ${[burst.p50Ms, burst.p95Ms, burst.p99Ms].map(round).join("/")} ms`,
      burst.concurrency === 50 && reference
        ? `≥ ${round(reference.acknowledgementsPerSecond / 2)}, p99 ≤ ${round(reference.p99Ms * 2)} ms`
        : "–",
    );
  }
  if (reference) {
    add(
      "reference: bare node:http + one INSERT, 50 at a time",
      `${round(reference.acknowledgementsPerSecond)}; p50/p99 ${round(reference.p50Ms)}/${round(reference.p99Ms)} ms`,
    );
  }
  for (const burst of bursts) {
    add(
      `leads delivered per second, burst of ${burst.events}, ${burst.concurrency} at a time`,
      `${round(burst.deliveredPerSecond)} (last write after ${burst.secondsToLastWrite.toFixed(1)} s)${burst.isComplete ? "" : ", NOT COMPLETE in the time allowed"}`,
      burst.concurrency === 50 ? "≥ 100, aim 300" : "–",
    );
  }
  const last = bursts.at(-1);
  if (last) {
    const { total, web, worker, postgres } = last.cpuMsPerLead;
    add(
      "processor time per delivered lead, PostgreSQL included",
      `${total.toFixed(1)} ms (web ${web.toFixed(1)}, worker ${worker.toFixed(1)}, PostgreSQL ${postgres.toFixed(1)})`,
      "< 15 ms, aim 6",
    );
  }
  if (paced) {
    add(
      `post to last CRM write, ${paced.perSecond} leads a second`,
      `p50/p95 ${round(paced.p50Ms)}/${round(paced.p95Ms)} ms`,
      "p95 < 250 ms",
    );
  }
  if (memoryAtRestMb !== null && last) {
    const peak = Math.max(...bursts.map((burst) => burst.memoryPeakMb));
    add(
      "memory of web + worker, at rest / in the burst",
      `${round(memoryAtRestMb)} / ${round(peak)} MB`,
      "< 350 / 600 MB",
    );
  }
  if (secondStartMs !== null) {
    add("second start, to the first accepted event", `${(secondStartMs / 1_000).toFixed(1)} s`, "< 5 s");
  }
  if (kill) {
    add(
      `killed with SIGKILL: ${kill.kills.join(", ")}`,
      `${kill.acknowledged} of ${kill.events} acknowledged, ${kill.sentAgain} sent again, last write after ${kill.secondsToLastWrite.toFixed(1)} s${kill.isComplete ? "" : ", NOT COMPLETE in the time allowed"}`,
    );
  }
  add("acknowledged leads lost", String(losses.leadsLost), "0");
  add("contacts / deals made twice", `${losses.contactsMadeTwice} / ${losses.dealsMadeTwice}`, "0 / 0");
  return ["| what | measured | to reach |", "| --- | --- | --- |", ...rows.map((row) => `| ${row.join(" | ")} |`)].join(
    "\n",
  );
}

const round = (value: number) => String(Math.round(value));
