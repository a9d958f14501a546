import { writeFileSync } from "node:fs";
import path from "node:path";
import type { FullConfig } from "@playwright/test";
import { shareStackFile } from "@/lib/env";
import { startStack } from "./start-stack";

/** Starts the product once for all journeys, and ends it after them. Its log stays with the results. */
export default async function setup(config: FullConfig) {
  const folder = config.projects[0]?.outputDir ?? config.rootDir;
  const { stop, ...stack } = await startStack({
    logFile: path.join(folder, "server.log"),
    // Each journey comes from an address of its own: see fixtures.ts.
    env: { TRUST_PROXY: "1" },
  });
  const file = path.join(stack.dataDir, "stack.json");
  writeFileSync(file, JSON.stringify(stack), { mode: 0o600 });
  shareStackFile(file);
  return stop;
}
