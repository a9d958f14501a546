import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import { PROJECT_ROOT } from "@/lib/project-root";
import { Problem } from "../lib/problem.mjs";
import { readDataFile, writeDataFile } from "./data-file";

/** The account with sample data, as `demo.json` keeps it. There is no password for one that another data folder made. */
export type Demo = { email: string; password: string | null; hookPath: string | null };

export type SeededDemo = { email: string; hookPath: string | null; isNew: boolean };

/** The demo account of this data folder; it is made on the first start. */
export async function ensureDemo({
  dataDir,
  env,
  say,
}: {
  dataDir: string;
  env: NodeJS.ProcessEnv;
  say: (line: string) => void;
}): Promise<Demo> {
  const file = path.join(dataDir, "demo.json");
  const kept = readDataFile<Demo | { password: string }>(file);
  if (kept && "email" in kept) return kept;

  say("Making the demo account");
  const password = kept?.password ?? randomBytes(12).toString("base64url");
  // Noted before it is used: a start that is killed in between would leave an account that nobody can enter.
  writeDataFile(file, { password });
  const { email, hookPath, isNew } = await seed(password, env);
  const demo: Demo = { email, password: isNew || kept ? password : null, hookPath };
  writeDataFile(file, demo);
  return demo;
}

/** How to sign in and what to try, in lines for the terminal. */
export function describeDemo(demo: Demo | null, url: string): string[] {
  const { email, password, hookPath } = demo ?? {};
  const lines: string[] = [];
  if (password) lines.push(`Sign in:  ${email}  ${password}`);
  if (hookPath) {
    lines.push("Post a sample event, and see it in the registry:");
    lines.push(`  curl ${url}${hookPath} -H 'content-type: application/json' -d '${JSON.stringify(SAMPLE_EVENTS)}'`);
  }
  return lines;
}

const SAMPLE_EVENTS = [
  {
    service: "telegram",
    title: "Замовлення букета",
    contact: {
      id: "6a5c248da72492d6693613f6",
      name: "Олена Коваленко",
      variables: { name: "Олена Коваленко", phone: "067 000 01 01", comment: "101 троянда на суботу" },
    },
  },
];

/** In a process of its own: it needs the environment of the web server, and much that is needed only once. */
async function seed(password: string, env: NodeJS.ProcessEnv): Promise<SeededDemo> {
  const child = fork(path.join(PROJECT_ROOT, "dist/seed-demo.js"), {
    env: { ...env, LOG_LEVEL: "warn" },
    detached: true,
  });
  child.send(password);
  const answered = once(child, "message");
  const ended = once(child, "exit").then(([code, signal]) => {
    throw new Problem(`The demo account could not be made (${signal ?? `code ${code}`}); the reason stands above.`);
  });
  const [answer] = await Promise.race([answered, ended]);
  ended.catch(() => {});
  return answer;
}
