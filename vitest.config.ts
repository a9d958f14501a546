import { availableParallelism } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";

const ROOT = path.dirname(fileURLToPath(import.meta.url));

const resolve = {
  alias: {
    "@": ROOT,
    // Next.js lets server code mark itself with this import; outside of a bundle for the browser it means nothing.
    "server-only": path.join(ROOT, "node_modules/next/dist/compiled/server-only/empty.js"),
  },
};

/** Enough for `getEnv()` in code under test; whatever needs a database says so and gets one of its own. */
const env = {
  TZ: "UTC",
  LOG_LEVEL: "silent",
  DATABASE_APP_URL: "postgres://nobody@127.0.0.1:1/none",
  DATABASE_QUEUE_URL: "postgres://nobody@127.0.0.1:1/none",
  NEXTAUTH_SECRET: "a secret for tests, and for nothing else",
  CREDENTIALS_KEYS: "test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
};

const exclude = [...configDefaults.exclude, ".next/**", ".data/**", "dist/**", "e2e/**/*.spec.ts"];

/** Time limits are for what hangs. A machine that is busy with a build beside the tests must not fail them. */
const patience = { testTimeout: 60_000, hookTimeout: 120_000, expect: { poll: { timeout: 15_000 } } };

export default defineConfig({
  test: {
    // Nothing else runs beside the tests, and much of what they do is waiting: no processor is kept free.
    maxWorkers: availableParallelism(),
    // The processes outlive this one too: the driver asks for the types of arrays without anybody waiting for the answer.
    onUnhandledError: (error) =>
      !(
        "code" in error &&
        error.code === "ECONNRESET" &&
        "query" in error &&
        String(error.query).includes("pg_catalog.pg_type")
      ),
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          env,
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...exclude, "**/*.db.test.ts"],
          ...patience,
        },
      },
      {
        resolve,
        test: {
          name: "db",
          env,
          include: ["**/*.db.test.ts"],
          exclude,
          globalSetup: "db/testing-global-setup.ts",
          ...patience,
        },
      },
    ],
  },
});
