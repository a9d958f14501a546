import path from "node:path";
import { type DatabaseUrls, provision } from "@/db/provision";
import { migrateEngine } from "@/inngest/engine/migrate";
import { copyProcessEnv, type EnvSource, type OperatorEnv, parseOperatorEnv } from "@/lib/env";
import { PROJECT_ROOT } from "@/lib/project-root";
import { takeLock } from "../lib/lock.mjs";
import { Problem, toProblem } from "../lib/problem.mjs";
import { identifyProcess } from "../lib/process-identity.mjs";
import { type Child, superviseChild } from "./child";
import { toChildEnv } from "./child-env";
import { superviseDatabase, toExternalUrls } from "./database";
import { describeDemo, ensureDemo } from "./demo";
import { readEnvFile } from "./env-file";
import { endLeftovers, openRuntimeFile, type RuntimeFile, readRuntime } from "./runtime";
import { getSecrets, type Secrets } from "./secrets";
import { findPortProblem } from "./web-port";

const WEB_GRACE_MS = 15_000;
const WORKER_GRACE_MS = 30_000;
/** A lead makes much that is short-lived: with more room for it, the worker spends less time on clearing up. */
const NODE_FLAGS = { web: [], worker: ["--max-semi-space-size=32"] };

/** What the stages of a start share. */
type Start = {
  env: OperatorEnv;
  source: EnvSource;
  dataDir: string;
  secrets: Secrets;
  runtime: RuntimeFile;
  stopping: AbortController;
  /** How to stop what has been started so far; it is stopped in the reverse order. */
  stops: (() => void | Promise<void>)[];
  say: (line: string) => void;
};

/**
 * Runs the whole product until `stopping` is aborted, then ends it in order: web server, worker, database.
 * Whatever goes wrong on the way, nothing that was started is left running.
 */
export async function startProduct({
  argv,
  stopping,
  say,
}: {
  argv: string[];
  stopping: AbortController;
  say: (line: string) => void;
}): Promise<void> {
  const source = argv.includes("--no-env-file")
    ? copyProcessEnv()
    : { ...readEnvFile(path.join(PROJECT_ROOT, ".env")), ...copyProcessEnv() };
  const env = parseOrExplain(source);
  const dataDir = path.resolve(PROJECT_ROOT, env.DATA_DIR);
  const stops: Start["stops"] = [];
  try {
    stops.push(takeInstanceLock(dataDir));
    await endLeftovers(dataDir, say);
    const runtime = openRuntimeFile(dataDir);
    stops.push(() => runtime.clear());
    await run({ env, source, dataDir, secrets: getSecrets(dataDir), runtime, stopping, stops, say });
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
  } finally {
    if (stopping.signal.aborted) say("\nStopping the web server, the worker and the database");
    for (const stop of stops.reverse()) await stop();
  }
  if (stopping.signal.reason instanceof LostDatabase) throw stopping.signal.reason;
}

async function run(start: Start) {
  const { env, runtime, say, stopping } = start;
  const portProblem = await findPortProblem(env.HOST, env.PORT);
  if (portProblem) throw new Problem(portProblem);
  runtime.note({ supervisor: identifyProcess(process.pid), url: env.APP_URL });

  const urls = await openDatabase(start);
  stopping.signal.throwIfAborted();
  const childEnv = toChildEnv({ source: start.source, env, urls, secrets: start.secrets });
  const { worker, web } = startChildren(start, childEnv);
  await provision(urls, migrateEngine);
  stopping.signal.throwIfAborted();
  runtime.note({ databaseUrls: urls });
  worker.allow();
  web.allow();

  const aborted = new Promise((resolve) => stopping.signal.addEventListener("abort", resolve, { once: true }));
  // The product is of use without sample data, so that a start does not fail for it.
  const demo = ensureDemo({ dataDir: start.dataDir, env: childEnv, say }).catch((error: Error) => {
    say(error.message);
    return null;
  });
  const allReady = Promise.all([demo, web.ready, worker.ready]);
  await Promise.race([allReady, aborted]);
  stopping.signal.throwIfAborted();
  runtime.note({ isReady: true });
  say(
    ["", `LeadBox runs at ${env.APP_URL}`, ...describeDemo(await demo, env.APP_URL), "Stop it with Ctrl-C."].join("\n"),
  );
  await aborted;
}

class LostDatabase extends Error {}

async function openDatabase({ env, dataDir, secrets, runtime, stopping, stops, say }: Start): Promise<DatabaseUrls> {
  if (env.DATABASE_URL) return toExternalUrls(env.DATABASE_URL, env, secrets);

  say("Starting PostgreSQL");
  const database = await superviseDatabase({
    dataDir,
    secrets,
    signal: stopping.signal,
    say,
    onStart: (postgres) => runtime.note({ postgres }),
    onLost: (cause) => stopping.abort(new LostDatabase("PostgreSQL ended and did not come back.", { cause })),
  });
  stops.push(() => database.stop());
  return database.urls;
}

function startChildren({ runtime, stops, say }: Start, childEnv: NodeJS.ProcessEnv) {
  say("Starting the web server and the worker");
  const start = (key: "web" | "worker", name: string, graceMs: number): Child => {
    const child = superviseChild({
      name,
      script: path.join(PROJECT_ROOT, `dist/${key}.js`),
      nodeFlags: NODE_FLAGS[key],
      env: childEnv,
      say,
      onStart: (identity) => runtime.note({ [key]: identity }),
    });
    stops.push(() => child.stop(graceMs));
    return child;
  };
  const worker = start("worker", "worker", WORKER_GRACE_MS);
  const web = start("web", "web server", WEB_GRACE_MS);
  return { worker, web };
}

function parseOrExplain(source: EnvSource) {
  try {
    return parseOperatorEnv(source);
  } catch (error) {
    throw toProblem(error);
  }
}

function takeInstanceLock(dataDir: string) {
  const lock = takeLock(path.join(dataDir, "instance.lock"), "npm start");
  if (lock.taken) return lock.release;
  const url = readRuntime(dataDir)?.url;
  throw new Problem(
    `LeadBox already runs from this folder (process ${lock.holder.pid}${url ? `, ${url}` : ""}). ` +
      `Stop it with Ctrl-C in its terminal or \`kill ${lock.holder.pid}\`, or give this one a folder of its own with DATA_DIR.`,
  );
}
