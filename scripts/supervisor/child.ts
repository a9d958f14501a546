import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { Problem } from "../lib/problem.mjs";
import { identifyProcess, type ProcessIdentity } from "../lib/process-identity.mjs";

const RESTART_MS_MIN = 500;
const RESTART_MS_MAX = 30_000;
/** A process that has lived this long was well, and its next end counts as the first. */
const WELL_AFTER_MS = 60_000;

export type Child = {
  /** Tells the process that the database is ready for it. */
  allow(): void;
  /** Resolves when the process first says that it is at work; rejects when it ends before. */
  readonly ready: Promise<void>;
  /** Asks the process to end and waits; `graceMs` later it is killed. */
  stop(graceMs: number): Promise<void>;
};

/**
 * Runs a bundle as a process of its own and starts it again whenever it dies, after a growing pause.
 *
 * The process starts loading at once and waits for `allow()`. It ends by itself when this process is gone.
 */
export function superviseChild({
  name,
  script,
  nodeFlags = [],
  env,
  say,
  onStart,
}: {
  name: string;
  script: string;
  nodeFlags?: readonly string[];
  env: NodeJS.ProcessEnv;
  say: (line: string) => void;
  onStart: (identity: ProcessIdentity | null) => void;
}): Child {
  let child: ChildProcess;
  let isAllowed = false;
  let isStopping = false;
  let pauseMs = RESTART_MS_MIN;
  let isReady = false;
  const { promise: ready, resolve, reject } = withResolvers();
  // It may end while nobody waits for it yet.
  ready.catch(() => {});

  function start() {
    const startedAt = Date.now();
    // A group of its own, so that Ctrl-C reaches the supervisor alone, which stops everything in order.
    child = spawn(process.execPath, [...nodeFlags, script], {
      detached: true,
      env,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    onStart(child.pid ? identifyProcess(child.pid) : null);
    child.on("message", (message) => {
      isReady ||= message === "ready";
      if (isReady) resolve();
    });
    child.once("close", (code, signal) => {
      const reason = signal ?? `code ${code}`;
      if (isStopping) return;
      // What never worked will not work for being tried again: its words stand above.
      if (!isReady) reject(new Problem(`The ${name} ended (${reason}) before it was ready.`));
      else void restart(startedAt, reason);
    });
    if (isAllowed) child.send("go");
  }

  async function restart(startedAt: number, reason: string) {
    pauseMs = Date.now() - startedAt > WELL_AFTER_MS ? RESTART_MS_MIN : Math.min(pauseMs * 2, RESTART_MS_MAX);
    say(`The ${name} ended (${reason}); starting it again in ${pauseMs / 1000} s`);
    await sleep(pauseMs);
    if (!isStopping) start();
  }

  start();
  return {
    ready,
    allow() {
      isAllowed = true;
      if (child.connected) child.send("go");
    },
    async stop(graceMs) {
      isStopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const closed = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

/** Promise.withResolvers, which Node.js has since 22. */
function withResolvers() {
  let resolve = () => {};
  let reject = (_: Error) => {};
  const promise = new Promise<void>((onDone, onFail) => {
    resolve = onDone;
    reject = onFail;
  });
  return { promise, resolve, reject };
}
