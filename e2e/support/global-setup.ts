import { writeFileSync } from "node:fs";
import path from "node:path";
import type { FullConfig } from "@playwright/test";
import { shareStackFile } from "@/lib/env";
import { FAKE_APP } from "./crm/pipedrive/oauth";
import { startGateway } from "./crm/start-gateway";
import { startStack } from "./start-stack";

/** LeadBox as an app of one vendor, so that its consent page can be tried. */
const CRM_APPS = { PIPEDRIVE_CLIENT_ID: FAKE_APP.clientId, PIPEDRIVE_CLIENT_SECRET: FAKE_APP.clientSecret };

/** Starts the product once for all journeys, and ends it after them. Its log stays with the results. */
export default async function setup(config: FullConfig) {
  const folder = config.projects[0]?.outputDir ?? config.rootDir;
  const gateway = await startGateway();
  const { stop, ...stack } = await startStack({
    logFile: path.join(folder, "server.log"),
    // Each journey comes from an address of its own: see fixtures.ts.
    env: { TRUST_PROXY: "1", CRM_GATEWAY_URL: gateway.url, ...CRM_APPS },
  });
  const file = path.join(stack.dataDir, "stack.json");
  writeFileSync(file, JSON.stringify({ ...stack, gatewayUrl: gateway.url }), { mode: 0o600 });
  shareStackFile(file);
  return async () => {
    await stop();
    await gateway.stop();
  };
}
