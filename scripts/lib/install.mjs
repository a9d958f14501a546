import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Problem } from "./problem.mjs";
import { ROOT } from "./root.mjs";

const STAMP = path.join(ROOT, "node_modules/.leadbox-install");

const QUIET = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];

/**
 * Installs from the lockfile when `node_modules` is missing or belongs to another state of it.
 *
 * @param {(line: string) => void} say
 */
export function installIfStale(say) {
  const lockfile = readFileSync(path.join(ROOT, "package-lock.json"), "utf8");
  const wanted = `${createHash("sha256").update(lockfile).digest("hex")} ${process.platform}-${process.arch}`;
  if (read(STAMP) === wanted) return;

  if (!isInstalled(lockfile)) {
    say("Installing packages from package-lock.json (takes a minute or two)");
    // Not `npm ci`: it refuses a lockfile without the packages of every other platform, which not every registry has.
    // With --no-save the lockfile decides and stays as it is.
    runNpm(["install", "--no-save", "--include=dev", "--include=optional", ...QUIET]);
    // What the last build made of other versions, its cache included, is not to be mixed with these.
    rmSync(path.join(ROOT, ".next"), { recursive: true, force: true });
    if (!isInstalled(lockfile)) {
      throw new Problem(
        "npm installed other versions than package-lock.json names. Run `npm install` and look at what changed in it.",
      );
    }
  }
  // Written last and kept inside: an interrupted or removed installation has none.
  writeFileSync(STAMP, wanted);
}

/** @param {string[]} args */
function runNpm(args) {
  // Under `npm start` this is the npm that runs us, which need not be the first one in PATH.
  const npm = process.env.npm_execpath;
  const { status, error } = npm?.endsWith(".js")
    ? spawnSync(process.execPath, [npm, ...args], { cwd: ROOT, stdio: "inherit" })
    : spawnSync("npm", args, { cwd: ROOT, stdio: "inherit", shell: process.platform === "win32" });
  if (status === 0) return;
  throw new Problem(
    `npm could not install the packages${error ? ` (${error.message})` : ""}. Its reason stands above; check the network and the free space, and run the same command again.`,
  );
}

/**
 * Whether somebody has run npm here already: npm notes what it installed in a lockfile of its own.
 *
 * @param {string} lockfile
 */
function isInstalled(lockfile) {
  const installed = read(path.join(ROOT, "node_modules/.package-lock.json"));
  if (!installed) return false;
  const found = JSON.parse(installed).packages;
  const { packages } = JSON.parse(lockfile);
  return Object.keys(packages).every((name) => {
    if (name === "") return true;
    if (!found[name]) return Boolean(packages[name].optional || packages[name].devOptional);
    return found[name].version === packages[name].version;
  });
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
