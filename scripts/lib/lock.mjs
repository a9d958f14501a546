import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { identifyProcess, isAlive } from "./process-identity.mjs";

/**
 * @typedef {import("./process-identity.mjs").ProcessIdentity & { command: string }} LockHolder
 * @typedef {{ taken: true, release: () => void } | { taken: false, holder: LockHolder }} LockResult
 */

/**
 * Takes the lock kept in `file`, unless a living process holds it. What a killed process left counts for nothing.
 *
 * @param {string} file
 * @param {string} command what the holder does, for the words shown to whoever finds the lock taken
 * @returns {LockResult}
 */
export function takeLock(file, command) {
  const self = { ...identifyProcess(process.pid), command };
  const draft = `${file}.${process.pid}`;
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o711 });
  writeFileSync(draft, JSON.stringify(self));
  try {
    for (;;) {
      // A link appears whole or not at all, so nobody ever reads a lock without its holder.
      if (link(draft, file)) return { taken: true, release: () => release(file, self) };
      const holder = readHolder(file);
      if (holder && isAlive(holder)) return { taken: false, holder };
      removeStale(file, draft, holder);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * @param {string} draft
 * @param {string} file
 */
function link(draft, file) {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Takes away the lock of a dead process. Two processes may find it at the same time, so what was taken away is looked
 * at once more: if it is a new holder's, it goes back.
 *
 * @param {string} file
 * @param {string} draft
 * @param {LockHolder | null} stale
 */
function removeStale(file, draft, stale) {
  const aside = `${draft}.stale`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved && moved.pid !== stale?.pid && isAlive(moved)) link(aside, file);
  rmSync(aside, { force: true });
}

/**
 * @param {string} file
 * @param {{ pid?: number }} self
 */
function release(file, self) {
  if (readHolder(file)?.pid === self.pid) rmSync(file, { force: true });
}

/**
 * @param {string} file
 * @returns {LockHolder | null}
 */
function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
