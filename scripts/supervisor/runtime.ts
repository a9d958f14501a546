import path from "node:path";
import { endProcess, isAlive, type ProcessIdentity } from "../lib/process-identity.mjs";
import { readDataFile, writeDataFile } from "./data-file";

/** What runs from a data folder at the moment: for the next start, and for tools that look at the running product. */
export type Runtime = {
  supervisor: ProcessIdentity | null;
  postgres: ProcessIdentity | null;
  web: ProcessIdentity | null;
  worker: ProcessIdentity | null;
  isReady: boolean;
  url: string;
  databaseUrls: { ownerUrl: string; appUrl: string; queueUrl: string } | null;
};

const NOTHING: Runtime = {
  supervisor: null,
  postgres: null,
  web: null,
  worker: null,
  isReady: false,
  url: "",
  databaseUrls: null,
};

export type RuntimeFile = {
  note(changes: Partial<Runtime>): void;
  clear(): void;
};

/** What was noted last; null when nothing was, or nothing that can be read. */
export function readRuntime(dataDir: string): Runtime | null {
  try {
    return readDataFile<Runtime>(path.join(dataDir, "runtime.json"));
  } catch {
    return null;
  }
}

/** Keeps `runtime.json` of a data folder up to date. */
export function openRuntimeFile(dataDir: string): RuntimeFile {
  const file = path.join(dataDir, "runtime.json");
  let runtime = NOTHING;
  const write = () => writeDataFile(file, runtime);
  return {
    note(changes) {
      runtime = { ...runtime, ...changes };
      write();
    },
    clear() {
      runtime = NOTHING;
      write();
    },
  };
}

/** Ends the processes that a killed supervisor left behind: exactly those it noted, in the order of an ordinary stop. */
export async function endLeftovers(dataDir: string, say: (line: string) => void) {
  const left = readRuntime(dataDir);
  if (!left) return;
  const { web, worker, postgres } = left;
  if (![web, worker, postgres].some((identity) => identity && isAlive(identity))) return;

  say("Ending what an interrupted run left behind");
  await Promise.all([web, worker].map((identity) => identity && endProcess(identity, { graceMs: 2_000 })));
  if (postgres) await endProcess(postgres, { signal: "SIGINT", graceMs: 30_000, lastSignal: "SIGQUIT" });
}
