import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ROOT } from "./root.mjs";
import { isFresh, readSources } from "./sources.mjs";

describe("isFresh", () => {
  let folder: string;
  let stamp: string;
  const read = () => readSources([path.relative(ROOT, path.join(folder, "src")), "nothing-of-this-name"]);
  const write = (name: string, text: string) => writeFileSync(path.join(folder, "src", name), text);

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "leadbox-sources-"));
    mkdirSync(path.join(folder, "src/deep"), { recursive: true });
    write("a.ts", "one");
    write("deep/b.ts", "two");
    stamp = path.join(folder, "stamp.json");
    writeFileSync(stamp, JSON.stringify(read().toStamp()));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("holds while nothing has changed", () => {
    expect(isFresh(stamp, read())).toBe(true);
  });

  it("holds for a file that was touched or written anew with the same content", () => {
    utimesSync(path.join(folder, "src/a.ts"), new Date(0), new Date(0));
    write("deep/b.ts", "two");
    expect(isFresh(stamp, read())).toBe(true);
  });

  it.each<[string, () => void]>([
    ["a change", () => write("deep/b.ts", "2")],
    ["a new file", () => write("deep/c.ts", "three")],
    ["a file that is gone", () => rmSync(path.join(folder, "src/a.ts"))],
    ["a missing stamp", () => rmSync(stamp)],
    ["a stamp that was never finished", () => writeFileSync(stamp, '{"seen":')],
  ])("ends with %s", (_, change) => {
    change();
    expect(isFresh(stamp, read())).toBe(false);
  });

  it("leaves tests out of account", () => {
    write("a.test.ts", "whatever");
    expect(isFresh(stamp, read())).toBe(true);
  });
});
