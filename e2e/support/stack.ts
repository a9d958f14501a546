import { readFileSync } from "node:fs";
import path from "node:path";
import { readTestEnv } from "@/lib/env";

/** The running product that the journeys use. */
export type Stack = {
  baseURL: string;
  dataDir: string;
  ownerUrl: string;
  appUrl: string;
  queueUrl: string;
  /** Where the vendors' CRMs of this run answer. */
  gatewayUrl: string;
};

/** The account with sample data that a first start makes. */
export type Demo = { email: string; password: string; hookPath: string };

/** The product that the global setup has started for this run. */
export function readStack(): Stack {
  const { E2E_STACK_FILE } = readTestEnv();
  if (!E2E_STACK_FILE) throw new Error("No product runs for the journeys: start them with `npx playwright test`.");
  return JSON.parse(readFileSync(E2E_STACK_FILE, "utf8")) as Stack;
}

export function readDemo({ dataDir }: Pick<Stack, "dataDir">): Demo {
  return JSON.parse(readFileSync(path.join(dataDir, "demo.json"), "utf8")) as Demo;
}
