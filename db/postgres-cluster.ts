import { execFile } from "node:child_process";
import { once } from "node:events";
import { chown, lstat, mkdir, mkdtemp, readdir, rename, rm, rmdir, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { POSTGRES_ENV, SHARED_PLACE } from "./postgres-binaries";
import { canReach, type SystemUser } from "./postgres-user";

const run = promisify(execFile);

/** Files that every finished cluster has; initdb writes the last of them near its end. */
const CLUSTER_FILES = [
  "PG_VERSION",
  "postgresql.conf",
  "pg_hba.conf",
  "global/pg_control",
  "base/1",
  "base/4",
  "base/5",
];

/**
 * Makes sure that `dataDir` holds a complete cluster whose superuser `postgres` has this password.
 *
 * The cluster is made beside its place and moved there when it is finished, so that an interrupted start leaves nothing
 * half-made behind. A folder that is not a complete cluster is moved aside, never deleted.
 */
export async function makeCluster({
  dataDir,
  password,
  user,
  initdb,
  signal,
  say,
}: {
  dataDir: string;
  password: string;
  user: SystemUser | null;
  initdb: string;
  signal?: AbortSignal;
  say: (line: string) => void;
}) {
  const parent = path.dirname(dataDir);
  // Others may pass through to their own folders inside, and see nothing of what lies there.
  await mkdir(parent, { recursive: true, mode: 0o711 });
  await removeUnfinished(dataDir);
  if (await isCluster(dataDir)) return;
  await moveAside(dataDir, say);

  say("Creating the PostgreSQL database (first start only)");
  const outside = user && !(await canReach(user, parent));
  const place = outside ? path.join(SHARED_PLACE, `data-${Date.now().toString(36)}-${process.pid}`) : dataDir;
  if (outside) say(`The folder ${parent} is closed to PostgreSQL's user, so the data lies in ${place}`);

  const unfinished = `${place}${UNFINISHED}${process.pid}`;
  await mkdir(path.dirname(place), { recursive: true });
  await mkdir(unfinished, { mode: 0o700 });
  if (user) await chown(unfinished, user.uid, user.gid);
  await runInitdb({ initdb, folder: unfinished, password, user, signal });
  await rename(unfinished, place);
  if (outside) await symlink(place, dataDir);
}

const UNFINISHED = ".unfinished-";

async function runInitdb({
  initdb,
  folder,
  password,
  user,
  signal,
}: {
  initdb: string;
  folder: string;
  password: string;
  user: SystemUser | null;
  signal?: AbortSignal;
}) {
  const secretDir = await mkdtemp(path.join(tmpdir(), "leadbox-initdb-"));
  const passwordFile = path.join(secretDir, "password");
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (user) {
      await chown(passwordFile, user.uid, user.gid);
      await chown(secretDir, user.uid, user.gid);
    }
    const running = run(
      initdb,
      [
        `--pgdata=${folder}`,
        "--username=postgres",
        "--auth=scram-sha-256",
        `--pwfile=${passwordFile}`,
        "--encoding=UTF8",
        // Rules of PostgreSQL itself: the same order of words on every machine, and indexes that no system update breaks.
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
      ],
      { cwd: "/", env: POSTGRES_ENV, signal, ...user },
    );
    const closed = once(running.child, "close");
    // Given up, it still cleans up after itself, and nobody is to come in between.
    await running.finally(() => closed);
  } catch (cause) {
    throw new Error(`initdb could not make a cluster in ${folder}: ${toWords(cause)}`, { cause });
  } finally {
    await rm(secretDir, { recursive: true, force: true });
  }
}

/** Folders with this mark were never in use: they are what an interrupted initdb leaves. */
async function removeUnfinished(dataDir: string) {
  const name = `${path.basename(dataDir)}${UNFINISHED}`;
  for (const entry of await readdir(path.dirname(dataDir))) {
    if (!entry.startsWith(name)) continue;
    // Whoever made it may have been killed a moment ago, and its processes still be writing.
    const folder = path.join(path.dirname(dataDir), entry);
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

async function moveAside(dataDir: string, say: (line: string) => void) {
  const isThere = await lstat(dataDir).catch(() => null);
  if (!isThere) return;
  const isEmpty = await rmdir(dataDir).then(
    () => true,
    () => false,
  );
  if (isEmpty) return;
  const aside = `${dataDir}.broken-${new Date().toISOString().replaceAll(/[-:]/g, "").slice(0, 15)}`;
  await rename(dataDir, aside);
  say(`${dataDir} was not a complete database; moved it to ${aside} and starting afresh`);
}

async function isCluster(dataDir: string) {
  const found = await Promise.all(CLUSTER_FILES.map((file) => exists(path.join(dataDir, file))));
  return found.every(Boolean);
}

async function exists(file: string) {
  return stat(file).then(
    () => true,
    () => false,
  );
}

function toWords(error: unknown) {
  if (error instanceof Error && "stderr" in error && error.stderr) return String(error.stderr).trim();
  return error instanceof Error ? error.message : String(error);
}
