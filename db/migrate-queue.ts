import { runMigrations } from "graphile-worker";
import type { Sql } from "postgres";
import { usernameOf } from "./provision-roles";

/** Schemas of the queue role; the application reaches them through functions only. */
const QUEUE_SCHEMAS = ["graphile_worker", "engine"];

/** Makes and migrates the schemas of the queue, as the queue's own role, which owns nothing else. */
export async function migrateQueue(owner: Sql, queueUrl: string): Promise<void> {
  const queue = usernameOf(queueUrl);
  const database = String(owner.options.database);
  const [row] = await owner<{ isInstalled: boolean }[]>`
    select exists (
      select from pg_class where relname = 'migrations' and relnamespace = to_regnamespace('graphile_worker')
    ) as "isInstalled"`;

  for (const schema of QUEUE_SCHEMAS) {
    await owner`create schema if not exists ${owner(schema)} authorization ${owner(queue)}`;
  }
  // Its first migration says CREATE SCHEMA, for which PostgreSQL wants the right even when the schema is there.
  if (!row?.isInstalled) await owner`grant create on database ${owner(database)} to ${owner(queue)}`;
  try {
    await runMigrations({ connectionString: queueUrl });
  } finally {
    if (!row?.isInstalled) await owner`revoke create on database ${owner(database)} from ${owner(queue)}`;
  }
}
