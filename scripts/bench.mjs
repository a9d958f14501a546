import path from "node:path";
import { bundle } from "./lib/bundle.mjs";
import { prepare } from "./lib/prepare.mjs";
import { stopOnProblem } from "./lib/problem.mjs";
import { ROOT } from "./lib/root.mjs";

await stopOnProblem(async () => {
  await prepare({ command: "npm run bench", whenBusy: "wait", say: console.error });
  await bundle({
    entryPoints: ["main", "fake-crm-server", "reference-server"].map((name) => `bench/${name}.ts`),
    entryNames: "bench-[name]",
  });
  await import(path.join(ROOT, "dist/bench-main.js"));
});
