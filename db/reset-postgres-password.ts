import { spawnSync } from "node:child_process";
import { realpath } from "node:fs/promises";
import { findPostgresBinaries, POSTGRES_ENV } from "./postgres-binaries";
import { choosePostgresUser } from "./postgres-user";

/**
 * Gives the superuser of a stopped cluster a new password, for a folder whose secrets were lost.
 * Who may write the files of a cluster owns it anyway; PostgreSQL offers its single-user mode for this.
 */
export async function resetPostgresPassword({ dataDir, password }: { dataDir: string; password: string }) {
  const user = await choosePostgresUser(dataDir);
  const { postgres } = await findPostgresBinaries(user);
  const { status, stderr } = spawnSync(postgres, ["--single", "-D", await realpath(dataDir), "postgres"], {
    cwd: "/",
    env: POSTGRES_ENV,
    encoding: "utf8",
    input: `alter role postgres password '${password.replaceAll("'", "''")}'\n`,
    ...user,
  });
  if (status === 0 && !stderr.includes("ERROR")) return;
  throw new Error(`Could not set a new password for the database in ${dataDir}:\n${stderr}`);
}
