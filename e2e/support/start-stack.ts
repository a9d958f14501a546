import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { copyProcessEnv, listEnvVariables } from "@/lib/env";
import { PROJECT_ROOT } from "@/lib/project-root";
import { readRuntime } from "@/scripts/supervisor/runtime";
import type { Stack } from "./stack";

const READY_TIMEOUT_MS = 120_000;

export type RunningStack = Omit<Stack, "gatewayUrl"> & { stop(): Promise<void> };

/**
 * Starts the built product as `npm start` does, on free ports, with a database of its own: in a new data folder, or in
 * one that an earlier start has left. Stopping it removes the folder.
 */
export async function startStack({
  logFile,
  dataDir = createDataDir(),
  env = {},
}: {
  logFile: string;
  dataDir?: string;
  env?: Record<string, string>;
}): Promise<RunningStack> {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, "w");
  const supervisor = spawn(process.execPath, ["dist/start.js", "--no-env-file"], {
    cwd: PROJECT_ROOT,
    env: {
      ...withoutSettings(),
      NODE_ENV: "production",
      PORT: String(await findFreePort()),
      DATA_DIR: dataDir,
      LOG_LEVEL: "warn",
      ...env,
    },
    stdio: ["ignore", log, log, "ipc"],
  });

  async function stop() {
    if (supervisor.exitCode === null && supervisor.signalCode === null) {
      supervisor.kill("SIGTERM");
      await once(supervisor, "exit");
    }
    rmSync(dataDir, { recursive: true, force: true });
  }

  try {
    const { url, databaseUrls } = await waitUntilReady(dataDir, supervisor);
    return { baseURL: url, dataDir, ...databaseUrls, stop };
  } catch (error) {
    await stop();
    throw new Error(`The product did not start. Its last words:\n${readFileSync(logFile, "utf8").slice(-3000)}`, {
      cause: error,
    });
  }
}

function createDataDir() {
  const dataDir = mkdtempSync(path.join(tmpdir(), "leadbox-e2e-"));
  // PostgreSQL runs as another user when the tests run as root.
  chmodSync(dataDir, 0o711);
  return dataDir;
}

async function waitUntilReady(dataDir: string, supervisor: ChildProcess) {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const runtime = readRuntime(dataDir);
    // What an earlier start has noted is not about this one.
    if (runtime?.supervisor?.pid === supervisor.pid && runtime?.isReady && runtime.databaseUrls) {
      return { url: runtime.url, databaseUrls: runtime.databaseUrls };
    }
    if (supervisor.exitCode !== null) throw new Error("It ended.");
    await sleep(50);
  }
  throw new Error(`It was not ready after ${READY_TIMEOUT_MS / 1000} s.`);
}

/** The journeys never touch a database or a server that the developer's own settings name. */
function withoutSettings() {
  const own = new Set(listEnvVariables());
  return Object.fromEntries(Object.entries(copyProcessEnv()).filter(([name]) => !own.has(name)));
}

async function findFreePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("The system gave no free port.");
  return address.port;
}
