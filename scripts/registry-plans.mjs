import path from "node:path";
import { bundle } from "./lib/bundle.mjs";
import { prepare } from "./lib/prepare.mjs";
import { stopOnProblem } from "./lib/problem.mjs";
import { ROOT } from "./lib/root.mjs";

await stopOnProblem(async () => {
  await prepare({ command: "registry plans", whenBusy: "wait", build: false, say: console.error });
  await bundle({ entryPoints: ["bench/registry-plans.ts"], entryNames: "bench-[name]" });
  await import(path.join(ROOT, "dist/bench-registry-plans.js"));
});
