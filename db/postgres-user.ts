import { execFileSync } from "node:child_process";
import { readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";

export type SystemUser = { uid: number; gid: number };

/**
 * The system user that PostgreSQL runs as: null for whoever runs this process, and for root, whom PostgreSQL refuses,
 * the owner of the existing data directory or else `postgres`, which is made when the system has none.
 */
export async function choosePostgresUser(dataDir: string): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null;

  const owner = await stat(dataDir).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await findSystemUser("postgres")) ?? (await createPostgresUser());
}

/** Whether the folder and all above it may be entered by `user`, by their modes. */
export async function canReach(user: SystemUser, folder: string): Promise<boolean> {
  let current = await realpath(folder);
  for (;;) {
    const { mode, uid, gid } = await stat(current);
    const mayEnter = uid === user.uid ? mode & 0o100 : gid === user.gid ? mode & 0o010 : mode & 0o001;
    if (!mayEnter) return false;
    const parent = path.dirname(current);
    if (parent === current) return true;
    current = parent;
  }
}

async function findSystemUser(name: string): Promise<SystemUser | null> {
  const passwd = await readFile("/etc/passwd", "utf8").catch(() => "");
  const [, , uid, gid] =
    passwd
      .split("\n")
      .find((line) => line.startsWith(`${name}:`))
      ?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

async function createPostgresUser(): Promise<SystemUser> {
  try {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", "postgres"], {
      stdio: "pipe",
    });
  } catch {
    // No useradd, or no right to use it (a locked-down container): the user that every system has does as well.
  }
  const user = (await findSystemUser("postgres")) ?? (await findSystemUser("nobody"));
  if (user) return user;
  throw new Error(
    "PostgreSQL does not run as root, and there is no other system user to run it as. " +
      "Make one with `useradd --system postgres`, run this as an ordinary user, or set DATABASE_URL.",
  );
}
