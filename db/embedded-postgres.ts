import { type ChildProcess, execFile, type SpawnOptions, spawn } from "node:child_process";
import { open, readFile, realpath, rm, stat, truncate } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { endProcess, identifyProcess, type ProcessIdentity } from "@/scripts/lib/process-identity.mjs";
import { findPostgresBinaries, POSTGRES_ENV } from "./postgres-binaries";
import { makeCluster } from "./postgres-cluster";
import { choosePostgresUser, type SystemUser } from "./postgres-user";

const run = promisify(execFile);

const START_TIMEOUT_MS = 120_000;
const STOP_GRACE_MS = 30_000;
const LOG_BYTES_MAX = 10 * 1024 * 1024;
const PORTS_TRIED = 50;

/** Sized for a small machine that also runs the web server and the worker. What keeps data safe stays as PostgreSQL has it. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "60",
  shared_buffers: "64MB",
  work_mem: "8MB",
  max_wal_size: "512MB",
  min_wal_size: "80MB",
  jit: "off",
  max_parallel_workers_per_gather: "0",
  max_worker_processes: "2",
  autovacuum_max_workers: "1",
  log_checkpoints: "off",
  log_timezone: "UTC",
  timezone: "UTC",
};

export type EmbeddedPostgres = {
  readonly port: number;
  readonly identity: ProcessIdentity;
  /** Settles with the reason when the server ends, however that came about. */
  readonly exited: Promise<string>;
  /** Address of a database on this server for its superuser. */
  adminUrl(database?: string): string;
  /** Ends open connections and stops; `SIGQUIT` does so without waiting for anything. */
  stop(): Promise<void>;
};

/**
 * Starts the project's own PostgreSQL on `dataDir` and resolves once it takes connections.
 *
 * Makes the cluster on first use, moves a half-made one aside, ends a server that a killed run left behind on the same
 * folder, and takes the next free port when the preferred one is in use.
 */
export async function startEmbeddedPostgres({
  dataDir,
  password,
  preferredPort = 54329,
  settings = {},
  signal,
  say = () => {},
}: {
  dataDir: string;
  password: string;
  preferredPort?: number;
  settings?: Record<string, string>;
  /** Gives up the making of a new cluster, which is what may take long. */
  signal?: AbortSignal;
  say?: (line: string) => void;
}): Promise<EmbeddedPostgres> {
  const user = await choosePostgresUser(dataDir);
  const binaries = await findPostgresBinaries(user);
  await makeCluster({ dataDir, password, user, initdb: binaries.initdb, signal, say });
  // PostgreSQL's user may not be allowed to follow the link that leads to a place of its own.
  const folder = await realpath(dataDir);
  await endLeftover(folder, say);

  const deadline = Date.now() + START_TIMEOUT_MS;
  for (let port = await findFreePort(preferredPort); ; ) {
    const server = await launch({
      postgres: binaries.postgres,
      dataDir: folder,
      logFile: `${dataDir}.log`,
      user,
      port,
      settings,
    });
    if (server === "port_in_use") port = await findFreePort(port + 1);
    else if (server === "folder_in_use" && Date.now() < deadline) await sleep(100);
    else if (server === "folder_in_use") throw new Error(`PostgreSQL did not start on ${dataDir}: it is still in use`);
    else return toHandle(server, port, password);
  }
}

type Launched = { child: ChildProcess; identity: ProcessIdentity; exited: Promise<string> };

async function launch({
  postgres,
  dataDir,
  logFile,
  user,
  port,
  settings,
}: {
  postgres: string;
  dataDir: string;
  logFile: string;
  user: SystemUser | null;
  port: number;
  settings: Record<string, string>;
}): Promise<Launched | "port_in_use" | "folder_in_use"> {
  const log = await open(logFile, "a", 0o600);
  const { size } = await log.stat();
  if (size > LOG_BYTES_MAX) await truncate(logFile);
  const logStart = size > LOG_BYTES_MAX ? 0 : size;

  const flags = Object.entries({ ...SETTINGS, ...settings, port: String(port) }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  // A session of its own, so that Ctrl-C in the terminal reaches the supervisor alone and the order of stopping is its choice.
  const options: SpawnOptions = { cwd: "/", detached: true, env: POSTGRES_ENV, ...user };
  const child = spawn(postgres, ["-D", dataDir, ...flags], { ...options, stdio: ["ignore", log.fd, log.fd] });
  const exited = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with code ${code}`));
  });
  await log.close();

  const failed = await Promise.race([exited, waitUntilReady(dataDir, child)]);
  const identity = child.pid ? identifyProcess(child.pid) : null;
  if (failed === "ready" && identity) return { child, identity, exited };

  const words = (await readFile(logFile, "utf8")).slice(logStart);
  if (/could not bind .*Address already in use|could not create any TCP\/IP sockets/.test(words)) return "port_in_use";
  // The processes of a server that was killed end by themselves, a moment after it.
  if (/pre-existing shared memory block .* is still in use/.test(words)) return "folder_in_use";
  if (child.exitCode === null && identity) await endProcess(identity, { signal: "SIGQUIT" });
  throw new Error(
    `PostgreSQL did not start on ${dataDir} (${failed}). Its last words, from ${logFile}:\n${words.slice(-2000)}`,
  );
}

/** The server itself writes "ready" into its pid file; looking there needs no connection and no reading of logs. */
async function waitUntilReady(dataDir: string, child: ChildProcess): Promise<string> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const lines = await readPidFile(dataDir);
    if (lines && Number(lines[0]) === child.pid && lines[7]?.trim() === "ready") return "ready";
    if (child.exitCode !== null || child.signalCode !== null) return "ended early";
    await sleep(10);
  }
  return `not ready after ${START_TIMEOUT_MS / 1000} s`;
}

function toHandle({ child, identity, exited }: Launched, port: number, password: string): EmbeddedPostgres {
  // A server alone must not keep a finished program running, for example a test run whose teardown failed.
  child.unref();
  return {
    port,
    identity,
    exited,
    adminUrl: (database = "postgres") => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    stop: () => endProcess(identity, { signal: "SIGINT", graceMs: STOP_GRACE_MS, lastSignal: "SIGQUIT" }),
  };
}

/**
 * PostgreSQL trusts a pid file whose number is alive, even when the number belongs to another program by now.
 * So a server that truly works on this folder is stopped, and a file that names anything else is removed.
 */
async function endLeftover(dataDir: string, say: (line: string) => void) {
  const lines = await readPidFile(dataDir);
  if (!lines) return;
  const identity = identifyProcess(Number(lines[0]));
  if (identity && (await isServerOf(identity.pid, dataDir))) {
    say(`Stopping PostgreSQL (process ${identity.pid}) that an interrupted run left behind`);
    await endProcess(identity, { signal: "SIGINT", graceMs: STOP_GRACE_MS, lastSignal: "SIGQUIT" });
  }
  await rm(path.join(dataDir, "postmaster.pid"), { force: true });
}

async function isServerOf(pid: number, dataDir: string) {
  if (process.platform !== "linux") {
    const { stdout } = await run("ps", ["-o", "command=", "-p", String(pid)]);
    return stdout.includes("postgres") && stdout.includes(dataDir);
  }
  const [words, folder] = await Promise.all([
    readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""),
    stat(`/proc/${pid}/cwd`).catch(() => null),
  ]);
  const own = await stat(dataDir);
  return words.includes("postgres") && folder?.ino === own.ino && folder.dev === own.dev;
}

async function readPidFile(dataDir: string) {
  const text = await readFile(path.join(dataDir, "postmaster.pid"), "utf8").catch(() => null);
  return text?.split("\n");
}

async function findFreePort(first: number): Promise<number> {
  for (let port = first; port < first + PORTS_TRIED; port++) {
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port for PostgreSQL between ${first} and ${first + PORTS_TRIED - 1} on 127.0.0.1.`);
}

function isFree(port: number) {
  return new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ host: "127.0.0.1", port }, () => probe.close(() => resolve(true)));
  });
}
