import { bundle } from "./lib/bundle.mjs";
import { stopOnProblem } from "./lib/problem.mjs";

await stopOnProblem(async () => {
  await bundle({ entryPoints: ["scripts/processes/rotate-keys.ts"] });
  await import("../dist/rotate-keys.js");
});
