import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * A process that can be recognised later: a number alone may belong to another program after a restart.
 *
 * @typedef {{ pid: number, startedAt: string }} ProcessIdentity
 */

/**
 * Tells when a process was started, in a form that only compares; null when there is no such process.
 *
 * @param {number} pid
 * @returns {string | null}
 */
function readStartTime(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  try {
    if (process.platform === "linux") return readLinuxStartTime(pid);
    const started = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
      env: { LC_ALL: "C" },
    });
    return started.trim() || null;
  } catch {
    return null;
  }
}

/**
 * @param {number} pid
 * @returns {ProcessIdentity | null}
 */
export function identifyProcess(pid) {
  const startedAt = readStartTime(pid);
  return startedAt === null ? null : { pid, startedAt };
}

/**
 * @param {ProcessIdentity} identity
 * @returns {boolean}
 */
export function isAlive(identity) {
  return readStartTime(identity.pid) === identity.startedAt;
}

/**
 * Ends exactly this process: politely first, with SIGKILL when it has not gone after `graceMs`.
 *
 * @param {ProcessIdentity} identity
 * @param {{ signal?: NodeJS.Signals, graceMs?: number, lastSignal?: NodeJS.Signals }} [options]
 * @returns {Promise<void>}
 */
export async function endProcess(identity, { signal = "SIGTERM", graceMs = 10_000, lastSignal = "SIGKILL" } = {}) {
  if (!sendSignal(identity, signal)) return;
  const deadline = Date.now() + graceMs;
  while (isAlive(identity) && Date.now() < deadline) await sleep(20);
  if (!sendSignal(identity, lastSignal)) return;
  while (isAlive(identity)) await sleep(20);
}

/**
 * @param {ProcessIdentity} identity
 * @param {NodeJS.Signals} signal
 */
function sendSignal(identity, signal) {
  if (!isAlive(identity)) return false;
  try {
    process.kill(identity.pid, signal);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
}

/** @param {number} pid */
function readLinuxStartTime(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name in brackets may hold spaces and brackets of its own, so fields are counted from the last one.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (state === "Z" || state === "X") return null;
  const bootId = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return `${bootId}:${fields[18]}`;
}
