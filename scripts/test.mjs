import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { prepare } from "./lib/prepare.mjs";
import { stopOnProblem } from "./lib/problem.mjs";
import { ROOT } from "./lib/root.mjs";
import { createTestRun, toText } from "./lib/test-run.mjs";
import { playwrightSuite, vitestSuite } from "./lib/test-suites.mjs";

await stopOnProblem(async () => {
  await prepare({ command: "npm test", whenBusy: "wait", build: false });

  // A folder of its own, so that two runs side by side do not mix their results.
  const results = path.join(ROOT, "test-results", `run-${process.pid}`);
  mkdirSync(results, { recursive: true });
  const run = createTestRun(results);

  // Two lanes for two cores. What the build writes is read by tsc and by the journeys, so these come after it.
  async function checkAndTest() {
    await run.check("Biome", "node_modules/@biomejs/biome/bin/biome", ["check", "--error-on-warnings"]);
    if (canRunKnip()) await run.check("knip", "node_modules/knip/bin/knip.js", ["--no-progress"]);
    else run.skip("knip", `it needs Node.js 20.19 or newer, and this is ${process.versions.node}`);
    await run.suite("Unit and property tests", vitestSuite(results, "unit"));
    await run.suite("Database tests", vitestSuite(results, "db"));
  }
  async function buildAndTypecheck() {
    const isBuilt = await run.work("Build", () => prepare({ command: "npm test", whenBusy: "wait", say: () => {} }));
    await run.check("Types", "node_modules/typescript/lib/tsc.js", ["--noEmit", "--incremental", "false"]);
    return isBuilt;
  }
  const [isBuilt] = await Promise.all([buildAndTypecheck(), checkAndTest()]);
  if (isBuilt) await run.suite("Journeys", playwrightSuite(results));
  else run.fail("Journeys", "They need the build, which failed.");

  const totals = run.totals();
  if (totals.failed === 0) rmSync(results, { recursive: true, force: true });
  else console.log(`\nLogs, and pictures of failed journeys, are in ${path.relative(ROOT, results)}`);
  console.log(`\n${toText(totals)}`);
  process.exit(totals.failed === 0 ? 0 : 1);
});

function canRunKnip() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}
