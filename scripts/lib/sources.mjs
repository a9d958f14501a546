import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./root.mjs";

/**
 * Files that a build is made from.
 *
 * @typedef {{ files: Map<string, string>, toStamp: () => Stamp }} Sources
 * @typedef {{ seen: string, content: string }} Stamp
 */

/**
 * Lists the files under these paths, tests left out, with the size and time of each.
 *
 * @param {string[]} paths relative to the project; those that do not exist count as empty
 * @returns {Sources}
 */
export function readSources(paths) {
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const name of paths) collect(path.join(ROOT, name), files);
  return { files, toStamp: () => ({ seen: hashSeen(files), content: hashContent(files) }) };
}

/**
 * Whether a build with this stamp was made from these sources. Sizes and times decide as long as they are the same;
 * when they differ (a fresh checkout, a touched file), the content does.
 *
 * @param {string} stampFile
 * @param {Sources} sources
 */
export function isFresh(stampFile, sources) {
  const stamp = readStamp(stampFile);
  if (!stamp) return false;
  if (stamp.seen === hashSeen(sources.files)) return true;
  const now = sources.toStamp();
  if (now.content !== stamp.content) return false;
  writeFileSync(stampFile, JSON.stringify(now));
  return true;
}

/**
 * @param {string} file
 * @param {Map<string, string>} files
 */
function collect(file, files) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat?.isDirectory()) {
    for (const name of readdirSync(file).sort()) collect(path.join(file, name), files);
  } else if (stat && !/\.test\.tsx?$/.test(file)) {
    files.set(path.relative(ROOT, file), `${stat.size} ${stat.mtimeMs}`);
  }
}

/** @param {Map<string, string>} files */
function hashSeen(files) {
  const lines = [...files].map(([name, seen]) => `${name} ${seen}\n`);
  return createHash("sha256").update(lines.join("")).digest("hex");
}

/** @param {Map<string, string>} files */
function hashContent(files) {
  const hash = createHash("sha256");
  for (const name of files.keys())
    hash
      .update(`${name}\n`)
      .update(readFileSync(path.join(ROOT, name)))
      .update("\n");
  return hash.digest("hex");
}

/**
 * @param {string} stampFile
 * @returns {Stamp | null}
 */
function readStamp(stampFile) {
  try {
    return JSON.parse(readFileSync(stampFile, "utf8"));
  } catch {
    return null;
  }
}
