import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { chromium, type LaunchOptions } from "@playwright/test";
import { copyProcessEnv, readTestEnv } from "@/lib/env";
import { PROJECT_ROOT } from "@/lib/project-root";

const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** A browser under test talks to nobody but the product. */
const QUIET_ARGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/**
 * How to launch the browser: the one that `CHROMIUM_PATH` names, else Playwright's own, else one of the system,
 * else the one inside the package @sparticuz/chromium, which needs no download.
 */
export function findBrowser(): LaunchOptions {
  const args = process.getuid?.() === 0 ? [...QUIET_ARGS, "--no-sandbox"] : QUIET_ARGS;
  const { CHROMIUM_PATH } = readTestEnv();
  if (CHROMIUM_PATH) return { args, executablePath: requireFile(CHROMIUM_PATH) };
  if (hasPlaywrightBrowser()) return { args };

  const system = SYSTEM_NAMES.flatMap(findInPath).find(runs);
  if (system) return { args, executablePath: system };
  return { args, ...unpackPackagedBrowser() };
}

function requireFile(file: string) {
  if (existsSync(file)) return file;
  throw new Error(
    `CHROMIUM_PATH names ${file}, and there is no such file. Correct it, or remove it to have one found.`,
  );
}

/** Without a window Playwright uses a smaller build of its browser, which may be there alone. */
function hasPlaywrightBrowser() {
  const full = chromium.executablePath();
  const [folder = "", revision = ""] = /^(.*)chromium-(\d+)/.exec(full)?.slice(1) ?? [];
  return existsSync(path.join(folder, `chromium_headless_shell-${revision}`));
}

function findInPath(name: string) {
  const folders = copyProcessEnv().PATH?.split(path.delimiter) ?? [];
  return folders.map((folder) => path.join(folder, name)).filter((file) => existsSync(file));
}

/** Some systems have a script of this name that only tells how to install the browser. */
function runs(file: string) {
  return spawnSync(file, ["--version"], { timeout: 10_000 }).status === 0;
}

function unpackPackagedBrowser(): LaunchOptions {
  const folder = path.join(PROJECT_ROOT, "node_modules/.cache/leadbox-chromium");
  if (!existsSync(folder)) unpackInto(folder);
  const executablePath = path.join(folder, "chromium");
  const env: Record<string, string> = { FONTCONFIG_FILE: path.join(folder, "fonts.conf") };
  // A system without a desktop may lack libraries; the package brings them, for where they are missing.
  if (!runs(executablePath)) env.LD_LIBRARY_PATH = path.join(folder, "al2023/lib");
  return { executablePath, env: { ...definedOnly(copyProcessEnv()), ...env } };
}

/** Two runs may unpack at once, so each does it beside the place, and the first to finish wins. */
function unpackInto(folder: string) {
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  execFileSync(
    process.execPath,
    ["--input-type=module", "--eval", 'import chromium from "@sparticuz/chromium"; await chromium.executablePath();'],
    {
      cwd: PROJECT_ROOT,
      // The package unpacks into the temporary folder, and its libraries only where it believes to be on AWS Lambda.
      env: {
        ...copyProcessEnv(),
        NODE_ENV: "production",
        TMPDIR: unfinished,
        AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x",
      },
    },
  );
  writeFileSync(path.join(unfinished, "fonts.conf"), toFontsConfig(folder));
  try {
    renameSync(unfinished, folder);
  } catch {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** The package's own fonts, so that pages have letters on a system without any. */
function toFontsConfig(folder: string) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}

function definedOnly(env: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
