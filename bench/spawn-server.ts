import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { PROJECT_ROOT } from "@/lib/project-root";

export type SpawnedServer = { port: number; stop(): Promise<void> };

/** Runs one of the bench's own servers as a process of its own; it prints its port on the first line. */
export async function spawnServer(name: string, args: readonly string[]): Promise<SpawnedServer> {
  const child = spawn(process.execPath, [path.join(PROJECT_ROOT, `dist/bench-${name}.js`), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return {
    port: Number(line),
    async stop() {
      child.kill("SIGTERM");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}
