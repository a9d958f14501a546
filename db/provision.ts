import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { Pool } from "pg";
import postgres, { type Sql } from "postgres";
import { PROJECT_ROOT } from "@/lib/project-root";
import { applyDoors } from "./apply-doors";
import { provisionRoles, usernameOf } from "./provision-roles";

/** One database as its three roles see it: the owner migrates, the application and the queue run. */
export type DatabaseUrls = { ownerUrl: string; appUrl: string; queueUrl: string };

/**
 * Brings a database to what this version needs: roles, tables, doors, the queue, and the rights between them.
 * Safe to repeat, and safe to run twice at once.
 *
 * @param migrateQueue makes the queue's own schemas over connections of the queue's role
 */
export async function provision(
  { ownerUrl, appUrl, queueUrl }: DatabaseUrls,
  migrateQueue: (pool: Pool) => Promise<void>,
): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await owner`select pg_advisory_lock(hashtext('leadbox provision'))`;
    await provisionRoles(owner, { appUrl, queueUrl });
    await migrate(drizzle(owner), { migrationsFolder: path.join(PROJECT_ROOT, "db/migrations") });
    await applyDoors(owner);
    await withQueueSchemas(owner, queueUrl, migrateQueue);
  } finally {
    await owner.end();
  }
}

/** Lends the queue's role the right to create schemas while it makes its own for the first time. */
async function withQueueSchemas(owner: Sql, queueUrl: string, migrateQueue: (pool: Pool) => Promise<void>) {
  const database = owner(String(owner.options.database));
  const queue = owner(usernameOf(queueUrl));
  const [row] = await owner<{ areThere: boolean }[]>`
    select to_regnamespace('engine') is not null and exists (
      select from pg_class where relname = 'migrations' and relnamespace = to_regnamespace('graphile_worker')
    ) as "areThere"`;

  const pool = new Pool({ connectionString: queueUrl, max: 2 });
  // A connection that breaks while nobody uses it is replaced by the pool; one in use rejects its query.
  const ignore = () => {};
  pool.on("error", ignore).on("connect", (client) => client.on("error", ignore));
  try {
    if (!row?.areThere) await owner`grant create on database ${database} to ${queue}`;
    await migrateQueue(pool);
  } finally {
    await pool.end();
    await owner`revoke create on database ${database} from ${queue}`;
  }
}
