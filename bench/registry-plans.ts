import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { v7 as uuidv7 } from "uuid";
import { startEmbeddedPostgres } from "@/db/embedded-postgres";
import { createDatabase } from "@/db/index";
import { provision } from "@/db/provision";
import { seedLeads } from "@/db/seed-leads";
import { type Transaction, withAccount } from "@/db/with-account";
import { migrateEngine } from "@/inngest/engine/migrate";
import { listLeadChanges, listLeads, registryPageQuery } from "@/lib/leads/list-leads";
import { findLead } from "@/lib/leads/queries";
import type { RegistryFilter } from "@/lib/leads/registry-filter";
import { percentile } from "./percentile";

/**
 * The plans of the registry's queries in an account with very many leads, and what its pages cost there, as Markdown.
 * Takes the number of leads, a million by default, and ends after ten minutes whatever happens.
 */
const LEADS = Number(process.argv[2] ?? 1_000_000);
const TIMES = 30;
const RUN_MS_MAX = 600_000;
const TIME_ZONE = "Europe/Kyiv";

const accountId = uuidv7();
const neighbourId = uuidv7();
const integrationIds = [uuidv7(), uuidv7(), uuidv7()];
const connectionId = uuidv7();
const password = randomBytes(12).toString("hex");

const folder = await mkdtemp(path.join(tmpdir(), "leadbox-plans-"));
// PostgreSQL runs as another user when this runs as root.
await chmod(folder, 0o711);
const deadline = setTimeout(() => stop(`It took longer than ${RUN_MS_MAX / 1_000} s.`), RUN_MS_MAX);
const server = await startEmbeddedPostgres({
  dataDir: path.join(folder, "postgres"),
  password,
  preferredPort: 56_800,
});
const adminUrl = server.adminUrl();
const appUrl = toUrl("leadbox_plans_app");
try {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  await provision({ ownerUrl: adminUrl, appUrl, queueUrl: toUrl("leadbox_plans_queue") }, migrateEngine);
  const seconds = await fill(admin);
  await admin.end();
  await report(seconds);
} finally {
  clearTimeout(deadline);
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Nine of ten leads are one account's, so that its neighbour's stand between them in every index that would forget the account. */
async function fill(admin: postgres.Sql): Promise<number> {
  const startedAt = performance.now();
  for (const [id, ids] of [
    [accountId, integrationIds],
    [neighbourId, [uuidv7()]],
  ] as const) {
    await admin`insert into accounts (id, name, plan) values (${id}, 'Кабінет', 'pro')`;
    for (const integrationId of ids) {
      await admin`insert into integrations (id, account_id, name) values (${integrationId}, ${id}, ${integrationId})`;
    }
    const ownConnectionId = id === accountId ? connectionId : uuidv7();
    await admin`
      insert into connections (id, account_id, provider, name, sealed_settings, key_id)
      values (${ownConnectionId}, ${id}, 'trial', 'Пробна CRM', '', '')`;
    const count = Math.round(LEADS * (id === accountId ? 0.9 : 0.1));
    await seedLeads(admin, { accountId: id, integrationIds: [...ids], connectionId: ownConnectionId, count });
  }
  // As autovacuum leaves a table: the pages count as visible to all, and the statistics are there.
  await admin`vacuum analyze leads`;
  return (performance.now() - startedAt) / 1_000;
}

async function report(seconds: number) {
  const app = createDatabase(appUrl, { max: 1 });
  const ask = <T>(work: (tx: Transaction) => Promise<T>) => withAccount(accountId, work, app.db);
  const page = (filter: RegistryFilter) => ask((tx) => listLeads(tx, { accountId, filter, timeZone: TIME_ZONE }));
  const middle = await ask(async (tx) => {
    const rows = await tx.execute<{ id: string }>(
      sql`select id from leads where account_id = ${accountId} order by id offset ${Math.round(LEADS * 0.45)} limit 1`,
    );
    return rows[0]?.id;
  });
  const day = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10);
  const filters: [string, RegistryFilter][] = [
    ["The first page", {}],
    ["A page in the middle", { after: middle }],
    ["Back from the middle", { before: middle }],
    ["A rare status", { status: ["failed"] }],
    ["Three statuses", { status: ["failed", "skipped", "filtered"] }],
    ["An integration", { integration: integrationIds[1] }],
    ["A connection and a status", { connection: connectionId, status: ["failed"] }],
    ["A day 40 days ago", { from: day, to: day }],
    ["A status that nothing has", { status: ["held"] }],
  ];

  print(`${LEADS.toLocaleString("en")} leads made in ${seconds.toFixed(0)} s, nine of ten of them in one account.\n`);
  print("| what | median, ms | p95, ms |\n| --- | --- | --- |");
  for (const [name, filter] of filters) print(`| ${name} | ${await time(() => page(filter))} |`);
  const [first] = (await page({})).leads;
  if (first) {
    const changes = { accountId, filter: {}, timeZone: TIME_ZONE, firstId: first.id, ids: [] };
    print(`| The hint «N new» | ${await time(() => ask((tx) => listLeadChanges(tx, changes)))} |`);
    print(`| A lead's page | ${await time(() => ask((tx) => findLead(tx, { accountId, id: first.id })))} |`);
  }

  for (const [name, filter] of filters) {
    const query = registryPageQuery({ accountId, filter, timeZone: TIME_ZONE });
    const plan = await ask((tx) =>
      tx.execute<{ "QUERY PLAN": string }>(sql`explain (analyze, buffers, costs off, summary on) ${query}`),
    );
    print(`\n### ${name}\n\n\`\`\`\n${plan.map((line) => line["QUERY PLAN"]).join("\n")}\n\`\`\``);
  }
  await app.close();
}

async function time(work: () => Promise<unknown>): Promise<string> {
  const took: number[] = [];
  for (let round = 0; round < TIMES; round += 1) {
    const startedAt = performance.now();
    await work();
    took.push(performance.now() - startedAt);
  }
  return [percentile(took, 0.5), percentile(took, 0.95)].map((ms) => ms.toFixed(1)).join(" | ");
}

function toUrl(role: string) {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = password;
  return url.href;
}

function print(text: string) {
  process.stdout.write(`${text}\n`);
}

async function stop(why: string) {
  process.stderr.write(`${why}\n`);
  await server.stop();
  process.exit(1);
}
