import { provision } from "@/db/provision";
import { migrateEngine } from "@/inngest/engine/migrate";
import { readProvisionEnv } from "@/lib/env";
import { stopOnProblem } from "../lib/problem.mjs";

// For operators who run the processes under a supervisor of their own: run it before a new version goes live.
await stopOnProblem(async () => {
  const { DATABASE_URL, DATABASE_APP_URL, DATABASE_QUEUE_URL } = readProvisionEnv();
  await provision({ ownerUrl: DATABASE_URL, appUrl: DATABASE_APP_URL, queueUrl: DATABASE_QUEUE_URL }, migrateEngine);
  console.log("The database is ready for this version.");
});
