import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { PROJECT_ROOT } from "@/lib/project-root";
import { migrateQueue } from "./migrate-queue";
import { provisionRoles } from "./provision-roles";

/** One database as its three roles see it: the owner migrates, the application and the queue run. */
export type DatabaseUrls = { ownerUrl: string; appUrl: string; queueUrl: string };

/**
 * Brings a database to what this version needs: roles, tables, the queue, and the rights between them.
 * Safe to repeat, and safe to run twice at once.
 */
export async function provision({ ownerUrl, appUrl, queueUrl }: DatabaseUrls): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await owner`select pg_advisory_lock(hashtext('leadbox provision'))`;
    await provisionRoles(owner, { appUrl, queueUrl });
    await migrate(drizzle(owner), { migrationsFolder: path.join(PROJECT_ROOT, "db/migrations") });
    await migrateQueue(owner, queueUrl);
  } finally {
    await owner.end();
  }
}
