import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildIfStale } from "./build.mjs";
import { installIfStale } from "./install.mjs";
import { takeLock } from "./lock.mjs";
import { Problem } from "./problem.mjs";
import { ROOT } from "./root.mjs";

const NODE_MIN = [20, 9];

/**
 * Installs and builds what is missing or out of date. Only one process of a folder does so at a time.
 *
 * @param {{ command: string, whenBusy: "wait" | "stop", build?: boolean, say?: (line: string) => void }} options
 * @returns {Promise<void>}
 */
export async function prepare({ command, whenBusy, build = true, say = console.log }) {
  requireNode();
  const release = await takeTurn({ command, whenBusy, say });
  try {
    installIfStale(say);
    if (build) await buildIfStale(say);
  } finally {
    release();
  }
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [majorMin = 0, minorMin = 0] = NODE_MIN;
  if (major > majorMin || (major === majorMin && minor >= minorMin)) return;
  throw new Problem(
    `LeadBox needs Node.js ${NODE_MIN.join(".")} or newer, and this is ${process.versions.node}. Install a newer one from https://nodejs.org and run the same command again.`,
  );
}

/**
 * @param {{ command: string, whenBusy: "wait" | "stop", say: (line: string) => void }} options
 * @returns {Promise<() => void>}
 */
async function takeTurn({ command, whenBusy, say }) {
  const file = path.join(ROOT, ".data/prepare.lock");
  for (let hasSaid = false; ; hasSaid = true) {
    const lock = takeLock(file, command);
    if (lock.taken) return lock.release;
    const { pid, command: other } = lock.holder;
    if (whenBusy === "stop" && other === command) {
      throw new Problem(`Another \`${other}\` (process ${pid}) is getting this folder ready. This one ends here.`);
    }
    if (!hasSaid) say(`Waiting for \`${other}\` (process ${pid}), which is getting this folder ready`);
    await sleep(200);
  }
}
