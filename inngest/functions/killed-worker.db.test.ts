import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROJECT_ROOT } from "@/lib/project-root";
import { startTestPipeline, type TestPipeline, type TestTenant, testEvent } from "../testing";

/** The product's own worker, killed with SIGKILL at every point of a lead's way and started again. */
describe("a worker that is killed", () => {
  // Inside of the project, so that the bundle finds the packages.
  const bundle = path.join(PROJECT_ROOT, `node_modules/.cache/killed-worker-${process.pid}.mjs`);
  let pipeline: TestPipeline;
  let worker: ChildProcess;

  beforeAll(async () => {
    await build({
      entryPoints: [path.join(PROJECT_ROOT, "scripts/processes/worker.ts")],
      outfile: bundle,
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      alias: { "server-only": path.join(PROJECT_ROOT, "node_modules/next/dist/compiled/server-only/empty.js") },
    });
    pipeline = await startTestPipeline({ runner: "worker" });
    startWorker();
  });
  afterAll(async () => {
    await killWorker();
    await pipeline.stop();
    await rm(bundle, { force: true });
  });

  function startWorker() {
    worker = spawn(process.execPath, [bundle], {
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        PATH: process.env.PATH,
        NODE_ENV: "production",
        LOG_LEVEL: "silent",
        DATABASE_APP_URL: pipeline.database.appUrl,
        DATABASE_QUEUE_URL: pipeline.database.queueUrl,
        CRM_PRIVATE_HOSTS: `127.0.0.1:${pipeline.crm.port}`,
        RETRY_SCALE: "0.01",
        NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET,
        CREDENTIALS_KEYS: process.env.CREDENTIALS_KEYS,
      },
    });
  }

  async function killWorker() {
    if (worker.exitCode !== null || worker.signalCode !== null) return;
    worker.kill("SIGKILL");
    await once(worker, "exit");
  }

  /** Kills the worker at the call with this number, before the CRM does the work or after, and starts another. */
  function killAtCall(tenant: TestTenant, number: number, moment: "before" | "after") {
    let calls = 0;
    let isKilled = false;
    const restart = async () => {
      isKilled = true;
      await killWorker();
      startWorker();
    };
    pipeline.crm.hooks.before = async ({ token }) => {
      if (token !== tenant.token) return undefined;
      calls += 1;
      if (moment === "before" && calls === number && !isKilled) {
        await restart();
        throw new Error("The caller is gone");
      }
      return undefined;
    };
    pipeline.crm.hooks.after = async ({ token }) => {
      if (token !== tenant.token || moment !== "after" || calls !== number || isKilled) return;
      await restart();
    };
    return () => isKilled;
  }

  const waitFor = (id: string) =>
    expect.poll(async () => (await pipeline.readLead(id)).status, { timeout: 45_000, interval: 100 }).toBe("delivered");

  const points = [1, 2, 3].flatMap((number) => [[number, "before"] as const, [number, "after"] as const]);
  it.each(points)(
    "at call %i of a new person, %s the CRM does it: one contact, one deal",
    { timeout: 60_000 },
    async (number, moment) => {
      const tenant = await pipeline.createTenant();
      const integration = await pipeline.createIntegration(tenant, { members: ["u1", "u2"] });
      const wasKilled = killAtCall(tenant, number, moment);
      const [id = ""] = await pipeline.receive({ ...integration, events: [testEvent()] });
      await waitFor(id);
      expect(wasKilled()).toBe(true);
      const { contacts, deals } = await pipeline.readCrm(tenant);
      expect([contacts.length, deals.length]).toEqual([1, 1]);
      expect([contacts[0]?.responsibleId, deals[0]?.responsibleId]).toEqual(["u1", "u1"]);
    },
  );

  it.each([3, 4, 5])(
    "at call %i of a known person with a deal: one update each, one task",
    { timeout: 60_000 },
    async (number) => {
      const tenant = await pipeline.createTenant();
      const mapping = [
        { target: "contact.phone", template: "{{contact.phone}}" },
        { target: "contact.note", template: "{{note}}", policy: "always" },
        { target: "deal.source", template: "{{note}}", policy: "always" },
      ];
      const integration = await pipeline.createIntegration(tenant, { settings: { mapping } });
      const phone = "+380678880001";
      const contact = await pipeline.crm.create(tenant, "/contacts", {
        owner_id: "u2",
        properties: { full_name: "Оля", phones: [phone] },
      });
      await pipeline.crm.create(tenant, "/deals", {
        owner_id: "u2",
        contact_id: contact,
        properties: { title: "Угода" },
      });
      const wasKilled = killAtCall(tenant, number, "after");
      const [id = ""] = await pipeline.receive({ ...integration, events: [testEvent({ phone, note: "нове" })] });
      await waitFor(id);
      expect(wasKilled()).toBe(true);
      const crm = await pipeline.readCrm(tenant);
      expect([crm.contacts.length, crm.deals.length, crm.tasks.length]).toEqual([1, 1, 1]);
    },
  );

  it("again and again under load: no lead is lost and nothing is made twice", { timeout: 120_000 }, async () => {
    pipeline.crm.hooks.before = async () => undefined;
    pipeline.crm.hooks.after = async () => {};
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant, { members: ["u1", "u2"] });
    const ids: string[] = [];
    for (let nr = 0; nr < 10; nr += 1) {
      ids.push(...(await pipeline.receive({ ...integration, events: Array.from({ length: 10 }, () => testEvent()) })));
    }
    for (let nr = 0; nr < 4; nr += 1) {
      await sleep(600);
      await killWorker();
      startWorker();
    }
    const readOpen = async () =>
      Number(
        (await pipeline.admin`select count(*) from leads where id = any(${ids}::uuid[]) and status <> 'delivered'`)[0]
          ?.count,
      );
    await expect.poll(readOpen, { timeout: 90_000, interval: 250 }).toBe(0);
    const { contacts, deals, tasks } = await pipeline.readCrm(tenant);
    expect([contacts.length, deals.length, tasks.length]).toEqual([100, 100, 0]);
  });
});
