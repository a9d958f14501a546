import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import type { DatabaseUrls } from "./provision";
import { usernameOf } from "./provision-roles";

/** A database of one test file, with the roles and rights of the real one. */
export type TestDatabase = DatabaseUrls & { adminUrl: string; drop(): Promise<void> };

/** Copies the provisioned template. Close what was opened on it before `drop()`; what is left open is cut off. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = inject("testDatabase");
  const source = new URL(template.ownerUrl).pathname.slice(1);
  const name = `${source}_${randomBytes(4).toString("hex")}`;
  const roles = [template.appUrl, template.queueUrl].map(usernameOf);

  await asAdmin(template.adminUrl, async (admin) => {
    await admin`create database ${admin(name)} template ${admin(source)} owner ${admin(usernameOf(template.ownerUrl))}`;
    // A copy has the template's tables and rights, and not the rights on the database itself.
    await admin`revoke all on database ${admin(name)} from public`;
    await admin`grant connect on database ${admin(name)} to ${admin(roles)}`;
  });

  return {
    ownerUrl: withDatabase(template.ownerUrl, name),
    appUrl: withDatabase(template.appUrl, name),
    queueUrl: withDatabase(template.queueUrl, name),
    adminUrl: withDatabase(template.adminUrl, name),
    drop: () =>
      asAdmin(template.adminUrl, async (admin) => {
        await admin`drop database ${admin(name)} with (force)`;
      }),
  };
}

async function asAdmin(adminUrl: string, work: (admin: postgres.Sql) => Promise<void>) {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function withDatabase(url: string, name: string) {
  const copy = new URL(url);
  copy.pathname = `/${name}`;
  return copy.href;
}
