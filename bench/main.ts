import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { PROJECT_ROOT } from "@/lib/project-root";
import type { BenchContext } from "./bench-context";
import { countLosses } from "./count-losses";
import { makeEvents } from "./make-events";
import { measureBurst } from "./measure-burst";
import { measureKill } from "./measure-kill";
import { measurePaced } from "./measure-paced";
import { measurePreview, toPreviewTable } from "./measure-preview";
import { measureReference } from "./measure-reference";
import { readMemoryMb } from "./process-usage";
import { type BenchReport, toTable } from "./report";
import { seedBench } from "./seed-bench";
import { spawnServer } from "./spawn-server";
import { measureSecondStart, startBenchStack } from "./stack";

const REST_MS = 5_000;

const { values } = parseArgs({
  options: {
    kill: { type: "boolean", default: false },
    preview: { type: "boolean", default: false },
    events: { type: "string", default: "2000" },
  },
});
if (values.preview) {
  const results = measurePreview();
  console.log(JSON.stringify(results, null, 2));
  console.log(`\n${toPreviewTable(results)}`);
  process.exit();
}
const count = Number(values.events);
const dataDir = mkdtempSync(path.join(tmpdir(), "leadbox-bench-"));
// PostgreSQL runs as another user when the bench runs as root.
chmodSync(dataDir, 0o711);
const say = (line: string) => console.error(line);

say("Starting a CRM that answers after 5 ms, and the product");
const crm = await spawnServer("fake-crm-server", ["5"]);
const options = { dataDir, port: await findFreePort(), crmHost: `127.0.0.1:${crm.port}` };
const stack = await startBenchStack(options);
try {
  const account = await seedBench({
    appUrl: stack.appUrl,
    dataDir,
    crmAddress: `http://127.0.0.1:${crm.port}/api/trial-crm/v1`,
  });
  const context: BenchContext = { stack, account, crmPort: crm.port, nextPerson: 1 };
  const report = values.kill ? await benchKill(context) : await benchFlow(context);
  mkdirSync(path.join(PROJECT_ROOT, "bench/results"), { recursive: true });
  writeFileSync(
    path.join(PROJECT_ROOT, `bench/results/${values.kill ? "kill" : "flow"}.json`),
    `${JSON.stringify(report, null, 2)}\n`,
  );
  console.log(JSON.stringify(report, null, 2));
  console.log(`\n${toTable(report)}`);
} finally {
  await stack.stop();
  await crm.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function benchFlow(context: BenchContext): Promise<BenchReport> {
  const { web, worker } = context.stack.pids();
  await sleep(REST_MS);
  const memoryAtRestMb = readMemoryMb([web, worker]);
  say(`Warming up with 200 events`);
  await measureBurst(context, { events: 200, concurrency: 10 });

  const bursts = [];
  for (const concurrency of [1, 10, 50]) {
    say(`Posting ${count} events, ${concurrency} at a time`);
    bursts.push(await measureBurst(context, { events: count, concurrency }));
  }
  say("Measuring the reference: a bare server with one INSERT");
  const reference = await measureReference(context.stack.ownerUrl, { events: count, concurrency: 50 });
  say("Posting 5 leads a second");
  const paced = await measurePaced(context, { seconds: 20, perSecond: 5 });
  const losses = await countLosses({ ...context, ...context.stack, ...context.account });

  say("Stopping, and starting a second time");
  await context.stack.stop();
  const [event] = makeEvents({ count: 1, firstPerson: context.nextPerson });
  const secondStartMs = await measureSecondStart({ ...options, ...context.account, body: event?.body ?? "" });
  return { bursts, reference, paced, memoryAtRestMb, secondStartMs, kill: null, losses };
}

async function benchKill(context: BenchContext): Promise<BenchReport> {
  say(`Posting ${count} events, 10 at a time, and killing the worker and the web server on the way`);
  const kill = await measureKill(context, { events: count });
  const losses = await countLosses({ ...context, ...context.stack, ...context.account });
  return { bursts: [], reference: null, paced: null, memoryAtRestMb: null, secondStartMs: null, kill, losses };
}

function findFreePort() {
  return new Promise<number>((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
