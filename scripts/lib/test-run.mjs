import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./root.mjs";

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ script: string, args: string[], env?: Record<string, string>, report: string, count: (report: any) => Counts }} Suite
 */

/**
 * Runs the parts of `npm test` and adds up their results. A part that fails shows all that it said, one that passes a
 * line, so that what matters is not lost among the rest.
 *
 * @param {string} results folder for logs and reports
 */
export function createTestRun(results) {
  /** @type {Set<import("node:child_process").ChildProcess>} */
  const running = new Set();
  const totals = { passed: 0, failed: 0, skipped: 0 };

  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
    process.once(signal, () => {
      for (const child of running) child.kill(signal);
      process.exit(1);
    });
  }

  /**
   * @param {string} name
   * @param {Counts} counts
   * @param {{ startedAt: number, words?: string }} details
   */
  function report(name, counts, { startedAt, words = "" }) {
    for (const key of /** @type {const} */ (["passed", "failed", "skipped"])) totals[key] += counts[key];
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    console.log(`${counts.failed > 0 ? "✗" : "✓"} ${name}: ${toText(counts)} (${seconds} s)`);
    if (counts.failed > 0) console.log(words.trimEnd().replaceAll(/^/gm, "    "));
  }

  /**
   * @param {string} name
   * @param {string} script
   * @param {string[]} args
   * @param {Record<string, string>} [extraEnv]
   */
  async function run(name, script, args, extraEnv) {
    const env = { ...process.env, NO_COLOR: "1", ...extraEnv };
    const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    let words = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        words += text;
      });
    }
    const code = await new Promise((resolve) => child.once("close", resolve));
    running.delete(child);
    writeFileSync(path.join(results, `${name.toLowerCase().replaceAll(" ", "-")}.log`), words);
    return { isGood: code === 0, words };
  }

  return {
    totals: () => totals,

    /**
     * A program that is content or not; it counts as one.
     *
     * @param {string} name
     * @param {string} script
     * @param {string[]} args
     */
    async check(name, script, args) {
      const startedAt = Date.now();
      const { isGood, words } = await run(name, script, args);
      report(name, toOne(isGood), { startedAt, words });
    },

    /**
     * A part of this process; it counts as one.
     *
     * @param {string} name
     * @param {() => Promise<void>} work
     * @returns {Promise<boolean>} whether it went well
     */
    async work(name, work) {
      const startedAt = Date.now();
      try {
        await work();
        report(name, toOne(true), { startedAt });
        return true;
      } catch (error) {
        report(name, toOne(false), { startedAt, words: error instanceof Error ? error.message : String(error) });
        return false;
      }
    },

    /**
     * A test runner that writes a report; each of its tests counts.
     *
     * @param {string} name
     * @param {Suite} suite
     */
    async suite(name, { script, args, env, report: file, count }) {
      const startedAt = Date.now();
      const { isGood, words } = await run(name, script, args, env);
      const counts = readCounts(file, count);
      // What a report does not tell (a crash, an error outside of a test) must not pass for success.
      if (!isGood && counts.failed === 0) counts.failed = 1;
      report(name, counts, { startedAt, words });
    },

    /**
     * A part that could not run although it should have; it counts as one failure.
     *
     * @param {string} name
     * @param {string} words
     */
    fail(name, words) {
      report(name, toOne(false), { startedAt: Date.now(), words });
    },

    /**
     * @param {string} name
     * @param {string} reason
     */
    skip(name, reason) {
      totals.skipped += 1;
      console.log(`- ${name}: skipped, ${reason}`);
    },
  };
}

/**
 * @param {string} file
 * @param {(report: any) => Counts} count
 */
function readCounts(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/** @param {boolean} isGood */
function toOne(isGood) {
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
}

/**
 * @param {Counts} counts
 * @returns {string}
 */
export function toText({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
