import { prepare } from "./lib/prepare.mjs";
import { stopOnProblem } from "./lib/problem.mjs";

await stopOnProblem(async () => {
  await prepare({ command: "npm start", whenBusy: "stop" });
  // The supervisor reads its settings through lib/env.ts, so it comes out of the build.
  await import("../dist/start.js");
});
