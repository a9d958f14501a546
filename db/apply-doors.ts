import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Sql } from "postgres";
import { PROJECT_ROOT } from "@/lib/project-root";

const FOLDER = path.join(PROJECT_ROOT, "db/doors");
/** Changed when this file does something else with the same doors. */
const APPLIED_AS = "3";

/**
 * Brings the functions of schema `door` to what the files of `db/doors` say, all or none of them, open to the
 * application role alone.
 *
 * The files are written so that they may be repeated. Unchanged ones are not: their policies would lock tables that
 * another process is using. `owner` is a single connection.
 */
export async function applyDoors(owner: Sql): Promise<void> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith(".sql")).sort();
  const files = await Promise.all(names.map((name) => readFile(path.join(FOLDER, name), "utf8")));
  const digest = createHash("sha256").update(files.join("\u0000")).update(APPLIED_AS).digest("hex");

  const [row] = await owner<{ digest: string | null }[]>`
    select obj_description('door'::regnamespace, 'pg_namespace') as digest`;
  if (row?.digest === digest) return;

  await owner.begin(async (tx) => {
    // Made anew, so that a door that no file names is gone, and a changed answer is no obstacle.
    const doors = await tx<{ door: string }[]>`
      select oid::regprocedure::text as door from pg_proc where pronamespace = 'door'::regnamespace`;
    for (const { door } of doors) await tx.unsafe(`drop function ${door}`);
    for (const file of files) await tx.unsafe(file);
    // As the doors' owner, since anybody else's grants would do nothing. New functions are open to everybody by default.
    await tx`set local role leadbox_door`;
    await tx`revoke all on all functions in schema door from public`;
    await tx`grant execute on all functions in schema door to leadbox_app`;
    await tx`reset role`;
    await tx.unsafe(`comment on schema door is '${digest}'`);
  });
}
