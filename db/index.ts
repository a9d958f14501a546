import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { getEnv } from "@/lib/env";
import * as schema from "./schema";

export type Database = PostgresJsDatabase<typeof schema>;

/** Opens a pool of connections for the role in the address. Times and ids come back as the schema says. */
export function createDatabase(url: string, options: { max?: number; applicationName?: string } = {}) {
  const client = postgres(url, {
    max: options.max ?? 10,
    idle_timeout: 60,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: options.applicationName ?? "leadbox" },
  });
  return { db: drizzle(client, { schema, casing: "snake_case" }), client, close: () => client.end({ timeout: 5 }) };
}

let opened: ReturnType<typeof createDatabase> | undefined;

/** The process's pool as the application role, opened on first use; `max` connections count for whoever opens it. */
export function getDatabase({ max }: { max?: number } = {}): ReturnType<typeof createDatabase> {
  opened ??= createDatabase(getEnv().DATABASE_APP_URL, { max });
  return opened;
}
