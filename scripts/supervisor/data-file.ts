import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Problem } from "../lib/problem.mjs";

/** Reads a JSON file; null when there is none. One that cannot be read as JSON is an error that names the file. */
export function readDataFile<T>(file: string): T | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new Problem(`${file} is damaged. Put back a copy of it, or delete it to have a new one made.`, { cause });
  }
}

/** Writes a JSON file that only its owner may read. A reader finds the old content or the new, never a part. */
export function writeDataFile(file: string, value: unknown) {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o711 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(draft, file);
}
