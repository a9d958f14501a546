import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeLock } from "./lock.mjs";
import { identifyProcess } from "./process-identity.mjs";

describe("takeLock", () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "leadbox-lock-"));
    file = path.join(folder, "some.lock");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("names the holder to whoever comes second, until it is released", () => {
    const first = takeLock(file, "npm start");
    expect(takeLock(file, "npm test")).toMatchObject({
      taken: false,
      holder: { pid: process.pid, command: "npm start" },
    });
    if (first.taken) first.release();
    expect(takeLock(file, "npm test").taken).toBe(true);
  });

  it.each([
    ["of a process that is gone", { pid: 2 ** 22 + 1, startedAt: "long ago", command: "npm start" }],
    ["of a number that another program has by now", { pid: process.pid, startedAt: "long ago", command: "npm start" }],
    ["without a holder", {}],
  ])("takes a lock %s", (_, left) => {
    writeFileSync(file, JSON.stringify(left));
    expect(takeLock(file, "npm start").taken).toBe(true);
    expect(readdirSync(folder)).toEqual(["some.lock"]);
  });

  it("takes a lock that was never finished", () => {
    writeFileSync(file, '{"pid":');
    expect(takeLock(file, "npm start").taken).toBe(true);
  });

  it("gives a stale lock to exactly one of many that come at once", async () => {
    writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, startedAt: "long ago", command: "npm start" }));
    const script = `
      import { takeLock } from ${JSON.stringify(new URL("./lock.mjs", import.meta.url).href)};
      process.stdin.once("data", () => process.stdout.write(takeLock(process.argv[1], "npm start").taken ? "1" : "0"));
      process.stdin.once("end", () => process.exit());
      process.stdout.write("r");`;
    const children = Array.from({ length: 6 }, () =>
      spawn(process.execPath, ["--input-type=module", "-e", script, file]),
    );
    await Promise.all(children.map((child) => once(child.stdout, "data")));
    const answers = children.map((child) => once(child.stdout, "data"));
    for (const child of children) child.stdin.write("go");
    const taken = (await Promise.all(answers)).filter(([text]) => String(text) === "1");
    for (const child of children) child.stdin.end();
    expect(taken).toHaveLength(1);
  });
});

describe("identifyProcess", () => {
  it("knows a process again, and no process that has ended", async () => {
    const child = spawn(process.execPath, ["-e", "process.stdin.resume()"]);
    await once(child, "spawn");
    const identity = identifyProcess(child.pid ?? 0);
    expect(identity).toEqual(identifyProcess(child.pid ?? 0));
    expect(identity?.startedAt).not.toBe(identifyProcess(process.pid)?.startedAt);

    child.kill("SIGKILL");
    await once(child, "exit");
    expect(identifyProcess(child.pid ?? 0)).toBeNull();
  });
});
