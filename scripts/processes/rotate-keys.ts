import path from "node:path";
import { createDatabase } from "@/db";
import { rotateKeys } from "@/lib/crypto/rotate-keys";
import { copyProcessEnv, parseOperatorEnv } from "@/lib/env";
import { PROJECT_ROOT } from "@/lib/project-root";
import { Problem, stopOnProblem } from "../lib/problem.mjs";
import { readDataFile } from "../supervisor/data-file";
import { toExternalUrls } from "../supervisor/database";
import { readEnvFile } from "../supervisor/env-file";
import type { Runtime } from "../supervisor/runtime";
import { getSecrets } from "../supervisor/secrets";

// Seals all credentials with the first key of CREDENTIALS_KEYS. May be interrupted and run again, also while the product runs.
await stopOnProblem(async () => {
  const source = { ...readEnvFile(path.join(PROJECT_ROOT, ".env")), ...copyProcessEnv() };
  const dataDir = path.resolve(PROJECT_ROOT, parseOperatorEnv(source).DATA_DIR);
  const secrets = getSecrets(dataDir);
  const env = parseOperatorEnv({ ...source, CREDENTIALS_KEYS: source.CREDENTIALS_KEYS || secrets.credentialsKeys });
  const urls = env.DATABASE_URL
    ? toExternalUrls(env.DATABASE_URL, env, secrets)
    : readDataFile<Runtime>(path.join(dataDir, "runtime.json"))?.databaseUrls;
  const appUrl = env.DATABASE_APP_URL ?? urls?.appUrl;
  if (!appUrl) throw new Problem("No database is running: start LeadBox with `npm start` first, or set DATABASE_URL.");

  const database = createDatabase(appUrl, { max: 1 });
  try {
    const keys = env.CREDENTIALS_KEYS ?? [];
    const { accounts, connections, hooks } = await rotateKeys(database.db, keys);
    console.log(`Key "${keys[0]?.id}" now seals everything in ${accounts} accounts.`);
    console.log(
      `Sealed anew: ${connections} connections, ${hooks} webhook addresses. Older keys are not needed any more.`,
    );
  } finally {
    await database.close();
  }
});
