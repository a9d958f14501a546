import { runMigrations } from "graphile-worker";
import type { Pool } from "pg";
import { guardPool } from "./guard-pool";
import { ENGINE_PROCEDURES } from "./procedures";
import { ENGINE_TABLES } from "./schema";

/**
 * Brings the schemas `graphile_worker` and `engine` up to date. Run it as the queue role, which then owns both;
 * running it again, also from several processes at once, changes nothing.
 */
export async function migrateEngine(pool: Pool): Promise<void> {
  guardPool(pool, () => {});
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock(7310577, 0)");
    await runMigrations({ pgPool: pool });
    await client.query(`begin; ${CREATE_SCHEMA} ${ENGINE_TABLES} ${ENGINE_PROCEDURES} ${GRANTS} commit;`);
  } catch (cause) {
    await client.query("rollback");
    throw new Error("Could not migrate the engine's schema; is this the queue role of the database?", { cause });
  } finally {
    await client.query("select pg_advisory_unlock_all()");
    client.release();
  }
}

// `create schema if not exists` asks for the right to create one even where it exists.
const CREATE_SCHEMA = `
do $$ begin
  if to_regnamespace('engine') is null then create schema engine; end if;
end $$;
`;

const GRANTS = `
revoke all on all functions in schema engine from public;
do $$
declare
  grantee text;
begin
  foreach grantee in array array['leadbox_app', 'leadbox_door'] loop
    if to_regrole(grantee) is not null then
      execute format('grant usage on schema engine to %I', grantee);
      execute format('grant execute on function engine.add_outbox_job(uuid[], uuid[], interval) to %I', grantee);
    end if;
  end loop;
end $$;
`;
