import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Sql } from "postgres";
import { PROJECT_ROOT } from "@/lib/project-root";

const FOLDER = path.join(PROJECT_ROOT, "db/doors");

/**
 * Brings the functions of schema `door` to what the files of `db/doors` say, all or none of them.
 *
 * The files are written so that they may be repeated. Unchanged ones are not: their policies would lock tables that
 * another process is using. `owner` is a single connection.
 */
export async function applyDoors(owner: Sql): Promise<void> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith(".sql")).sort();
  const files = await Promise.all(names.map((name) => readFile(path.join(FOLDER, name), "utf8")));
  const digest = createHash("sha256").update(files.join("\u0000")).digest("hex");

  const [row] = await owner<{ digest: string | null }[]>`
    select obj_description('door'::regnamespace, 'pg_namespace') as digest`;
  if (row?.digest === digest) return;

  await owner.begin(async (tx) => {
    for (const file of files) await tx.unsafe(file);
    await tx.unsafe(`comment on schema door is '${digest}'`);
  });
}
