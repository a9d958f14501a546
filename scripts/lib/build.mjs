import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bundle } from "./bundle.mjs";
import { Problem } from "./problem.mjs";
import { ROOT } from "./root.mjs";
import { isFresh, readSources } from "./sources.mjs";

const SHARED = ["lib", "db", "inngest", "package-lock.json", "tsconfig.json"];

/** What is built, from which files, and where it is noted. */
const TARGETS = {
  pages: {
    sources: [
      "app",
      "components",
      "public",
      "next.config.mjs",
      "postcss.config.mjs",
      "instrumentation.ts",
      "proxy.ts",
      ...SHARED,
    ],
    stamp: path.join(ROOT, ".next/leadbox-build.json"),
  },
  processes: {
    sources: ["scripts/processes", "scripts/supervisor", "scripts/lib", ...SHARED],
    stamp: path.join(ROOT, "dist/leadbox-build.json"),
  },
};

/**
 * Builds the pages and the processes where a source has changed since the last build.
 *
 * @param {(line: string) => void} say
 */
export async function buildIfStale(say) {
  const work = [];
  const pages = readSources(TARGETS.pages.sources);
  const processes = readSources(TARGETS.processes.sources);
  if (!isFresh(TARGETS.pages.stamp, pages)) {
    say("Building the pages (takes a minute or two)");
    work.push(stamped(TARGETS.pages.stamp, pages, buildPages));
  }
  if (!isFresh(TARGETS.processes.stamp, processes)) {
    say("Building the server and the worker");
    work.push(stamped(TARGETS.processes.stamp, processes, buildProcesses));
  }
  await Promise.all(work);
}

/**
 * Notes a build only once it is done, so that an interrupted one is made again.
 *
 * @param {string} stamp
 * @param {import("./sources.mjs").Sources} sources
 * @param {() => Promise<void>} build
 */
async function stamped(stamp, sources, build) {
  const made = sources.toStamp();
  rmSync(stamp, { force: true });
  await build();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, JSON.stringify(made));
}

/** Next.js loads every page while it builds, and with it the check of the environment; nothing of this is kept. */
const BUILD_ENV = {
  NODE_ENV: "production",
  NEXT_TELEMETRY_DISABLED: "1",
  DATABASE_APP_URL: "postgres://build@127.0.0.1:1/build",
  DATABASE_QUEUE_URL: "postgres://build@127.0.0.1:1/build",
  NEXTAUTH_SECRET: "nothing is signed during the build",
  CREDENTIALS_KEYS: `build:${Buffer.alloc(32).toString("base64")}`,
};

async function buildPages() {
  const next = path.join(ROOT, "node_modules/next/dist/bin/next");
  const env = { ...process.env, ...BUILD_ENV };
  const child = spawn(process.execPath, [next, "build"], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      words += text;
    });
  }
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Problem(`The build of the pages failed:\n${words}`);
}

function buildProcesses() {
  return bundle({
    entryPoints: ["start", "web", "worker", "provision", "seed-demo"].map((name) => `scripts/processes/${name}.ts`),
  });
}
