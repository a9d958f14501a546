import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { copyProcessEnv, listEnvVariables } from "@/lib/env";
import { PROJECT_ROOT } from "@/lib/project-root";
import type { Runtime } from "@/scripts/supervisor/runtime";

const READY_TIMEOUT_MS = 180_000;

export type BenchStack = {
  url: string;
  appUrl: string;
  ownerUrl: string;
  /** Web server, worker and PostgreSQL as they run now. */
  pids(): { web: number; worker: number; postgres: number };
  stop(): Promise<void>;
};

type StackOptions = { dataDir: string; port: number; crmHost: string };

/** Starts the product exactly as `npm start` does, in a data folder of its own. */
export async function startBenchStack(options: StackOptions): Promise<BenchStack> {
  const supervisor = spawnSupervisor(options);
  const runtime = await waitUntilReady(options.dataDir, supervisor);
  return {
    url: runtime.url,
    appUrl: runtime.databaseUrls?.appUrl ?? "",
    ownerUrl: runtime.databaseUrls?.ownerUrl ?? "",
    pids() {
      const { web, worker, postgres } = readRuntime(options.dataDir) ?? runtime;
      return { web: web?.pid ?? 0, worker: worker?.pid ?? 0, postgres: postgres?.pid ?? 0 };
    },
    stop: () => end(supervisor),
  };
}

/**
 * Milliseconds from `npm start` in a folder that has run before to the first event that it takes.
 * The product is stopped again.
 */
export async function measureSecondStart(options: StackOptions & { hookPath: string; body: string }): Promise<number> {
  const began = performance.now();
  const supervisor = spawnSupervisor(options);
  const url = `http://127.0.0.1:${options.port}${options.hookPath}`;
  try {
    while (performance.now() - began < READY_TIMEOUT_MS) {
      if (await isTaken(url, options.body)) return performance.now() - began;
      await sleep(20);
    }
    throw new Error(`No event was taken within ${READY_TIMEOUT_MS / 1_000} s of the second start.`);
  } finally {
    await end(supervisor);
  }
}

async function isTaken(url: string, body: string) {
  const answer = await fetch(url, { method: "POST", body }).catch(() => null);
  await answer?.arrayBuffer();
  return answer?.status === 200;
}

function spawnSupervisor({ dataDir, port, crmHost }: StackOptions): ChildProcess {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const log = openSync(path.join(dataDir, "bench-stack.log"), "a");
  const own = new Set(listEnvVariables());
  const surroundings = Object.fromEntries(Object.entries(copyProcessEnv()).filter(([name]) => !own.has(name)));
  return spawn(process.execPath, ["scripts/start.mjs", "--no-env-file"], {
    cwd: PROJECT_ROOT,
    env: {
      ...surroundings,
      NODE_ENV: "production",
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: "warn",
      CRM_PRIVATE_HOSTS: crmHost,
    },
    stdio: ["ignore", log, log],
  });
}

async function waitUntilReady(dataDir: string, supervisor: ChildProcess): Promise<Runtime> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline && supervisor.exitCode === null) {
    const runtime = readRuntime(dataDir);
    if (runtime?.isReady && runtime.supervisor?.pid === supervisor.pid) return runtime;
    await sleep(50);
  }
  await end(supervisor);
  const words = readFileSync(path.join(dataDir, "bench-stack.log"), "utf8").slice(-3_000);
  throw new Error(`The product did not start. Its last words:\n${words}`);
}

function readRuntime(dataDir: string): Runtime | null {
  try {
    return JSON.parse(readFileSync(path.join(dataDir, "runtime.json"), "utf8")) as Runtime;
  } catch {
    return null;
  }
}

async function end(supervisor: ChildProcess) {
  if (supervisor.exitCode !== null || supervisor.signalCode !== null) return;
  supervisor.kill("SIGTERM");
  await once(supervisor, "exit");
}
