import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrateEngine } from "@/inngest/engine/migrate";
import { readTestEnv } from "@/lib/env";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { type DatabaseUrls, provision } from "./provision";

declare module "vitest" {
  export interface ProvidedContext {
    /** The template that every test database is a copy of, and the server's administrator. */
    testDatabase: DatabaseUrls & { adminUrl: string };
  }
}

/** Provisions one database for the whole run; tests take copies of it. */
export default async function setup(project: TestProject) {
  const server = await findServer();
  const template = `leadbox_test_${randomBytes(4).toString("hex")}`;
  const urls = {
    ownerUrl: toUrl(server.adminUrl, { role: `${template}_owner`, database: template }),
    appUrl: toUrl(server.adminUrl, { role: `${template}_app`, database: template }),
    queueUrl: toUrl(server.adminUrl, { role: `${template}_queue`, database: template }),
  };

  const admin = postgres(server.adminUrl, { max: 1, onnotice: () => {} });
  await createOwner(admin, { role: `${template}_owner`, password: PASSWORD, database: template });
  await provision(urls, migrateEngine);
  project.provide("testDatabase", { ...urls, adminUrl: server.adminUrl });

  return async () => {
    if (server.stop) {
      await admin.end();
      await server.stop();
      return;
    }
    const databases = await admin<{ datname: string }[]>`
      select datname from pg_database where starts_with(datname, ${template})`;
    for (const { datname } of databases) await admin`drop database ${admin(datname)} with (force)`;
    for (const role of ["app", "queue", "owner"]) {
      await admin`drop owned by ${admin(`${template}_${role}`)}`;
      await admin`drop role ${admin(`${template}_${role}`)}`;
    }
    await admin.end();
  };
}

const PASSWORD = randomBytes(12).toString("hex");

async function findServer() {
  const { TEST_DATABASE_ADMIN_URL } = readTestEnv();
  if (TEST_DATABASE_ADMIN_URL) return { adminUrl: TEST_DATABASE_ADMIN_URL };

  const folder = await mkdtemp(path.join(tmpdir(), "leadbox-test-"));
  // PostgreSQL runs as another user when the tests run as root.
  await chmod(folder, 0o711);
  const server = await startEmbeddedPostgres({
    dataDir: path.join(folder, "postgres"),
    password: PASSWORD,
    preferredPort: 55_000 + (process.pid % 5_000),
    // The data is thrown away with the run, so nothing has to survive a power cut.
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "100" },
  });
  endWithThisProcess(server.identity.pid, folder);
  return {
    adminUrl: server.adminUrl(),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A killed run has no teardown. Its end closes the pipe that this shell reads from, and the shell cleans up. */
function endWithThisProcess(pid: number, folder: string) {
  const script = 'read -r _; kill -INT "$1" && while kill -0 "$1"; do sleep 0.1; done; rm -rf "$2"';
  const shell = spawn("sh", ["-c", script, "sh", String(pid), folder], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  shell.unref();
}

/** An owner like the one in production: no superuser, so that a test passes with the rights that the product has. */
async function createOwner(admin: postgres.Sql, owner: { role: string; password: string; database: string }) {
  await admin.unsafe(`create role "${owner.role}" login createrole password '${owner.password}'`);
  const groups = await admin<{ rolname: string }[]>`
    select rolname from pg_roles where rolname in ('leadbox_app', 'leadbox_door')`;
  for (const { rolname } of groups) await admin`grant ${admin(rolname)} to ${admin(owner.role)} with admin option`;
  await admin`create database ${admin(owner.database)} owner ${admin(owner.role)}`;
}

function toUrl(adminUrl: string, { role, database }: { role: string; database: string }) {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = PASSWORD;
  url.pathname = `/${database}`;
  return url.href;
}
