import { prepare } from "./lib/prepare.mjs";
import { stopOnProblem } from "./lib/problem.mjs";

await stopOnProblem(() => prepare({ command: "npm run build", whenBusy: "wait" }));
