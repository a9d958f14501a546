import { stopOnProblem } from "../lib/problem.mjs";
import { startProduct } from "../supervisor/start-product";

// Everything that `npm start` does once the packages are installed and the product is built.
await stopOnProblem(async () => {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      // Asked twice, it leaves at once; what is still running is ended by the next start.
      if (stopping.signal.aborted) process.exit(1);
      stopping.abort();
    });
  }
  // A program that started this one over a channel, as the tests do, does not leave it running when it is killed.
  process.once("disconnect", () => stopping.abort());
  await startProduct({ argv: process.argv.slice(2), stopping, say: console.log });
  process.exit(0);
});
