import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, collections, connections, leads } from "@/db/schema";
import { type Transaction, withAccount } from "@/db/with-account";
import { startTestIntake, type TestIntake } from "@/lib/intake/testing";
import { findLatestLead } from "./find-latest-lead";
import { listHooks } from "./hooks";
import { listDestinations } from "./list-destinations";
import {
  createIntegration,
  deleteIntegration,
  publishSettings,
  renameIntegration,
  setIntegrationActive,
} from "./mutations";
import { findIntegration, listIntegrations } from "./queries";
import { type IntegrationSettings, integrationSettingsSchema } from "./schema";

let intake: TestIntake;
let accountId: string;
const userId = uuidv7();

beforeAll(async () => {
  intake = await startTestIntake();
});
afterAll(() => intake.stop());
beforeEach(async () => {
  accountId = await createAccount();
});

const inAccount = <T>(work: (tx: Transaction) => Promise<T>, account = accountId) =>
  withAccount(account, work, intake.app.db);
const editor = () => ({ accountId, userId });
const create = async (name = "Telegram") => {
  const created = await inAccount((tx) => createIntegration(tx, { ...editor(), name }));
  if (!created.ok) throw new Error("The integration was not created.");
  return created.id;
};
const save = (id: string, settings: Partial<IntegrationSettings>, { expectedVersion = 1, name = "Telegram" } = {}) =>
  inAccount((tx) =>
    publishSettings(tx, {
      ...editor(),
      id,
      basis: { version: expectedVersion, revision: null },
      name,
      settings: toSettings(settings),
    }),
  );
const find = (id: string) => inAccount((tx) => findIntegration(tx, id));
const address = async (integrationId: string) => {
  const [hook] = await inAccount((tx) => listHooks(tx, { accountId, integrationId, maySeeUrl: true }));
  return hook?.url?.split("/").at(-1) ?? "";
};
const post = async (integrationId: string) =>
  intake.send(await address(integrationId), { body: JSON.stringify([{ n: Math.random() }]) });
const audit = () =>
  intake.admin`select action, subject_id, user_id, detail from audit_log where account_id = ${accountId} order by id`;

describe("a new integration", () => {
  it("is active, has an address and the default settings as version 1", async () => {
    const id = await create("Запис на пробне");
    expect(await find(id)).toMatchObject({
      name: "Запис на пробне",
      isActive: true,
      version: 1,
      settings: integrationSettingsSchema.parse({}),
    });
    expect((await post(id)).status).toBe(200);
    expect(await audit()).toMatchObject([
      { action: "integration.created", subject_id: id, user_id: userId, detail: { name: "Запис на пробне" } },
    ]);
  });

  it("is refused over the plan's limit, however many are asked for at once", async () => {
    const asked = Array.from({ length: 8 }, (_, number) =>
      inAccount((tx) => createIntegration(tx, { ...editor(), name: `Бот ${number}` })),
    );
    const results = await Promise.all(asked);
    expect(results.filter(({ ok }) => ok)).toHaveLength(2);
    expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, reason: "plan_limit", plan: "free", limit: 2 });
    expect(await inAccount((tx) => listIntegrations(tx, accountId))).toHaveLength(2);
  });
});

describe("saving the settings", () => {
  it("makes the next version and keeps the one before", async () => {
    const id = await create();
    const mapping = [{ target: "contact.phone" as const, template: "{{contact.phone}}", policy: "always" as const }];
    expect(await save(id, { mapping }, { name: "Telegram 2" })).toEqual({ ok: true, version: 2, released: 0 });
    expect(await find(id)).toMatchObject({ name: "Telegram 2", version: 2, settings: { mapping } });

    const versions = await intake.admin`
      select version, created_by from integration_versions where integration_id = ${id} order by version`;
    expect(versions).toMatchObject([
      { version: 1, created_by: userId },
      { version: 2, created_by: userId },
    ]);
    expect((await audit()).slice(1)).toMatchObject([
      { action: "integration.renamed", detail: { from: "Telegram", to: "Telegram 2" } },
      { action: "integration.published", detail: { version: 2 } },
    ]);
  });

  it("lets one of two who save at once win, and changes nothing for the other", async () => {
    const id = await create();
    const results = await Promise.all([
      save(id, { events: { acceptsFlows: false, titles: [] } }, { name: "Перша" }),
      save(id, { events: { acceptsFlows: true, titles: [] } }, { name: "Друга" }),
    ]);
    expect(results).toContainEqual({ ok: true, version: 2, released: 0 });
    expect(results).toContainEqual({
      ok: false,
      reason: "conflict",
      basis: { version: 2, revision: null },
      byUserId: null,
    });
    const won = results[0]?.ok ? "Перша" : "Друга";
    expect(await find(id)).toMatchObject({ version: 2, name: won });
  });

  it("refuses a connection and a collection of another account as unknown", async () => {
    const id = await create();
    const stranger = await createAccount();
    const foreign = await createDestination(stranger);
    const own = await createDestination(accountId);

    expect(await save(id, { connectionId: foreign.connectionId })).toMatchObject({
      reason: "invalid_settings",
      issues: [{ path: "connectionId", code: "unknown_connection" }],
    });
    expect(await save(id, { connectionId: own.connectionId, collectionId: foreign.collectionId })).toMatchObject({
      reason: "invalid_settings",
      issues: [{ path: "collectionId", code: "unknown_collection" }],
    });
    expect(await find(id)).toMatchObject({ version: 1 });
    expect(await inAccount((tx) => listDestinations(tx))).toMatchObject([
      { id: own.connectionId, collections: [{ id: own.collectionId }] },
    ]);
  });

  it("refuses a collection of another connection", async () => {
    const id = await create();
    const one = await createDestination(accountId);
    const other = await createDestination(accountId);
    const saved = await save(id, { connectionId: one.connectionId, collectionId: other.collectionId });
    expect(saved).toMatchObject({ issues: [{ path: "collectionId", code: "collection_of_another_connection" }] });
    expect(await save(id, { ...one })).toMatchObject({ ok: true });
  });

  it("refuses users and pipelines that the chosen CRM does not have, and users who are inactive there", async () => {
    const id = await create();
    const { connectionId } = await createDestination(accountId);
    const { rules } = integrationSettingsSchema.parse({});
    const issuesOf = async (
      changes: Partial<IntegrationSettings["rules"]>,
      connection: string | null = connectionId,
    ) => {
      const saved = await save(id, { connectionId: connection, rules: { ...rules, ...changes } });
      if (saved.ok) throw new Error("It was saved.");
      return saved.reason === "invalid_settings" ? saved.issues : saved.reason;
    };
    const responsible = { kind: "destination", path: "rules.defaultResponsibleId" };
    const pipelines = { kind: "destination", path: "rules.activePipelineIds", code: "unknown_pipeline" };

    expect(await issuesOf({ defaultResponsibleId: "gone", activePipelineIds: ["sales", "gone"] })).toEqual([
      { ...responsible, code: "unknown_responsible" },
      pipelines,
    ]);
    expect(await issuesOf({ defaultResponsibleId: "left" })).toEqual([
      { ...responsible, code: "inactive_responsible" },
    ]);
    expect(await issuesOf({ defaultResponsibleId: "here" }, null)).toEqual([
      { ...responsible, code: "unknown_responsible" },
    ]);
    const good = { ...rules, defaultResponsibleId: "here", activePipelineIds: ["sales"] };
    expect(await save(id, { connectionId, rules: good })).toMatchObject({ ok: true });
  });

  it("names everything that cannot be read at once, in the order of the page", async () => {
    const id = await create();
    const saved = await save(id, {
      mapping: [
        { target: "contact.name", template: "{{name", policy: "inherit" },
        { target: "contact.email", template: "{{email}}", policy: "inherit" },
        { target: "deal.name", template: "{{title | shout}}", policy: "inherit" },
      ],
      filter: {
        mode: "or_of_and",
        isCaseSensitive: false,
        groups: [
          {
            conditions: [
              { field: "event:", operator: "is_blank", values: [] },
              { field: "phone", operator: "equals", values: [] },
            ],
          },
        ],
      },
      rules: { ...toSettings({}).rules, taskTemplate: "{{}}" },
    });
    expect(saved).toMatchObject({
      reason: "invalid_settings",
      issues: [
        { path: "mapping.0.template", code: "unclosed_hole" },
        { path: "mapping.2.template", code: "unknown_filter", values: { name: "shout" } },
        { path: "filter.groups.0.conditions.0.field", code: "bad_field" },
        { path: "filter.groups.0.conditions.1.values", code: "value_missing" },
        { path: "rules.taskTemplate", code: "empty_path" },
      ],
    });
  });

  it("lets leads go on that were held for want of a connection, and no others", async () => {
    const id = await create();
    const waiting = await createHeldLead(id, "no_connection");
    const broken = await createHeldLead(id, "connection_broken");
    const { connectionId } = await createDestination(accountId);

    expect(await save(id, { connectionId })).toEqual({ ok: true, version: 2, released: 1 });
    const rows =
      await intake.admin`select id, status, reason, version from leads where integration_id = ${id} order by id`;
    expect(rows).toMatchObject([
      { id: waiting, status: "received", reason: null, version: null },
      { id: broken, status: "held", reason: "connection_broken" },
    ]);
    const jobs = await intake.admin`
      select payload from graphile_worker._private_jobs where payload::text like ${`%${waiting}%`}`;
    expect(jobs).toHaveLength(1);
  });
});

describe("switching an integration", () => {
  it("off keeps what comes as skipped, and on again lets it through", async () => {
    const id = await create();
    const setActive = (isActive: boolean) => inAccount((tx) => setIntegrationActive(tx, { ...editor(), id, isActive }));

    expect(await setActive(false)).toEqual({ ok: true });
    expect((await post(id)).status).toBe(200);
    const rows = await intake.admin`select status, reason from leads where integration_id = ${id}`;
    expect(rows).toMatchObject([{ status: "skipped", reason: "integration_inactive" }]);

    expect(await setActive(true)).toEqual({ ok: true });
    expect((await audit()).map(({ action }) => action)).toEqual([
      "integration.created",
      "integration.deactivated",
      "integration.activated",
    ]);
  });

  it("on is refused over the plan's limit, also for two at once", async () => {
    const ids = [await create("1"), await create("2")];
    const [first, second] = ids;
    for (const id of ids) await inAccount((tx) => setIntegrationActive(tx, { ...editor(), id, isActive: false }));
    await create("3");
    const results = await Promise.all(
      [first, second].map((id) =>
        inAccount((tx) => setIntegrationActive(tx, { ...editor(), id: id ?? "", isActive: true })),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results).toContainEqual({ ok: false, reason: "plan_limit", plan: "free", limit: 2 });
  });
});

describe("renaming and deleting an integration", () => {
  it("renames without a new version", async () => {
    const id = await create();
    expect(await inAccount((tx) => renameIntegration(tx, { ...editor(), id, name: "Viber" }))).toEqual({ ok: true });
    expect(await find(id)).toMatchObject({ name: "Viber", version: 1 });
    expect((await audit()).at(-1)).toMatchObject({ action: "integration.renamed", detail: { to: "Viber" } });
  });

  it("closes the address, keeps the leads, and makes room for another", async () => {
    const id = await create();
    const hookId = await address(id);
    await post(id);
    await create("Другий");
    expect(await inAccount((tx) => deleteIntegration(tx, { ...editor(), id }))).toEqual({ ok: true });

    expect((await intake.send(hookId, { body: "[{}]" })).status).toBe(404);
    expect(await find(id)).toBeNull();
    expect(await inAccount((tx) => findLatestLead(tx, { accountId, integrationId: id }))).toMatchObject({
      status: "received",
      isTest: false,
    });
    expect(await create("Третій")).toBeTruthy();
    expect(await audit()).toContainEqual(expect.objectContaining({ action: "integration.deleted", subject_id: id }));
  });

  it("does nothing to an integration of another account", async () => {
    const id = await create();
    const stranger = await createAccount();
    const key = { accountId: stranger, userId, id };
    const gone = { ok: false, reason: "not_found" };
    const settings = toSettings({});
    expect(await inAccount((tx) => deleteIntegration(tx, key), stranger)).toEqual(gone);
    expect(await inAccount((tx) => renameIntegration(tx, { ...key, name: "Х" }), stranger)).toEqual(gone);
    expect(await inAccount((tx) => setIntegrationActive(tx, { ...key, isActive: false }), stranger)).toEqual(gone);
    expect(
      await inAccount(
        (tx) => publishSettings(tx, { ...key, basis: { version: 1, revision: null }, name: "Х", settings }),
        stranger,
      ),
    ).toEqual(gone);
    expect(await find(id)).toMatchObject({ name: "Telegram", isActive: true, version: 1 });
  });
});

describe("the list of integrations", () => {
  it("counts what came, and says where it goes", async () => {
    const id = await create();
    await post(id);
    await post(id);
    const { connectionId } = await createDestination(accountId);
    await save(id, { connectionId });
    const [row] = await inAccount((tx) => listIntegrations(tx, accountId));
    expect(row).toMatchObject({
      id,
      received: 2,
      delivered: 0,
      failed: 0,
      connectionId,
      connectionStatus: "connected",
    });
    expect(row?.lastLeadAt).toBeInstanceOf(Date);
  });
});

function toSettings(settings: Partial<IntegrationSettings>): IntegrationSettings {
  return { ...integrationSettingsSchema.parse({}), ...settings };
}

async function createAccount() {
  const id = uuidv7();
  await inAccount((tx) => tx.insert(accounts).values({ id, name: "Ліхтар" }), id);
  return id;
}

async function createDestination(account: string) {
  const connectionId = uuidv7();
  const collectionId = uuidv7();
  await inAccount(async (tx) => {
    await tx.insert(connections).values({
      id: connectionId,
      accountId: account,
      provider: "trial",
      name: "CRM",
      sealedSettings: "",
      keyId: "test",
      directory: {
        users: [
          { id: "here", name: "Ірина", email: null, isActive: true },
          { id: "left", name: "Петро", email: null, isActive: false },
        ],
        pipelines: [{ id: "sales", name: "Продажі", stages: [] }],
        fields: [],
      },
    });
    await tx.insert(collections).values({ id: collectionId, accountId: account, connectionId, name: "Менеджери" });
  }, account);
  return { connectionId, collectionId };
}

async function createHeldLead(integrationId: string, reason: string) {
  const id = uuidv7();
  await inAccount(async (tx) => {
    await tx.insert(leads).values({ id, accountId, integrationId });
    await tx.update(leads).set({ status: "held", reason }).where(eq(leads.id, id));
  });
  return id;
}
