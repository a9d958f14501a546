import postgres from "postgres";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashHookId } from "@/lib/intake/hook-id";
import { startTestIntake, type TestHook, type TestIntake } from "@/lib/intake/testing";

let intake: TestIntake;
let sql: postgres.Sql;
let hook: TestHook;

beforeAll(async () => {
  intake = await startTestIntake();
  sql = postgres(intake.database.appUrl, { max: 1 });
});
afterAll(async () => {
  await sql.end();
  await intake.stop();
});
beforeEach(async () => {
  hook = await intake.createHook();
});

const hasHook = async (hookId: string, at = new Date()) => {
  const [row] = await sql`select door.has_hook(${hashHookId(hookId)}, ${at}) as "hasHook"`;
  return row?.hasHook;
};

const store = (request: Record<string, unknown>, events: Record<string, unknown>[] = []) => {
  const head = { hook: hashHookId(hook.hookId).toString("hex"), at: new Date(), ...request };
  return sql`select * from door.store_events(
    ${JSON.stringify([head])}::text::jsonb, ${JSON.stringify(events)}::text::jsonb, ${Buffer.alloc(0)})`;
};

const toEvent = (fields: Record<string, unknown> = {}) => ({
  request: 1,
  id: uuidv7(),
  index: 0,
  kind: "event",
  event: {},
  fingerprint: "ab".repeat(32),
  isTest: false,
  ...fields,
});

const countRows = async () => {
  const [row] = await intake.admin`
    select (select count(*)::int from leads) as leads, (select count(*)::int from lead_bodies) as bodies,
      (select count(*)::int from lead_events) as events, (select count(*)::int from event_fingerprints) as fingerprints,
      (select count(*)::int from graphile_worker._private_jobs) as jobs`;
  return row;
};

describe("door.has_hook", () => {
  it("knows an address only by its hash, and only while it takes events", async () => {
    expect(await hasHook(hook.hookId)).toBe(true);
    expect(await hasHook("a".repeat(26))).toBe(false);
    const [row] = await sql`select door.has_hook(${Buffer.from(hook.hookId)}, now()) as "hasHook"`;
    expect(row?.hasHook).toBe(false);

    await intake.admin`update hooks set expires_at = '2026-01-02' where integration_id = ${hook.integrationId}`;
    expect(await hasHook(hook.hookId, new Date("2026-01-01"))).toBe(true);
    expect(await hasHook(hook.hookId, new Date("2026-01-02"))).toBe(false);
  });

  it("knows no address of a deleted integration", async () => {
    await intake.admin`update integrations set deleted_at = now() where id = ${hook.integrationId}`;
    expect(await hasHook(hook.hookId)).toBe(false);
  });
});

describe("door.store_events", () => {
  it("writes nothing without the hash of an address, whatever else is said", async () => {
    const before = await countRows();
    const body = { bodyId: uuidv7(), size: 0, offset: 0, length: 0, headers: {} };
    for (const address of [null, "", "00".repeat(32), hashHookId("x").toString("hex")]) {
      const account = { accountId: hook.accountId, integrationId: hook.integrationId };
      const [row] = await store({ ...body, hook: address, ...account }, [toEvent(account)]);
      expect(row).toEqual({ known: null, repeats: null });
    }
    expect(await countRows()).toEqual(before);
  });

  it("puts a lead into the account of its address, whatever account it names", async () => {
    const other = await intake.createHook();
    const event = toEvent({
      accountId: other.accountId,
      account_id: other.accountId,
      integration_id: other.integrationId,
    });
    await store({ accountId: other.accountId, account_id: other.accountId }, [event]);
    const [lead] = await intake.admin`select account_id, integration_id from leads where id = ${event.id}`;
    expect(lead).toEqual({ account_id: hook.accountId, integration_id: hook.integrationId });
  });

  it("lets an event begin only as received, skipped or a duplicate", async () => {
    const event = toEvent({ status: "delivered", reason: "made up" });
    await store({}, [event]);
    const [lead] = await intake.admin`select status, reason from leads where id = ${event.id}`;
    expect(lead).toEqual({ status: "received", reason: null });
  });

  it("counts further unreadable bodies on rows of the same integration only", async () => {
    const other = await intake.createHook();
    const foreign = toEvent({ kind: "unreadable", status: "failed", reason: "unreadable_body", detail: {} });
    await store({ hook: hashHookId(other.hookId).toString("hex") }, [foreign]);
    const own = toEvent();
    await store({}, [own]);

    await store({ more: 3, moreOf: foreign.id });
    await store({ more: 3, moreOf: own.id });
    const rows = await intake.admin`select reason_detail from leads where id in ${intake.admin([foreign.id, own.id])}`;
    expect(rows.map(({ reason_detail }) => reason_detail?.more ?? 0)).toEqual([0, 0]);
  });

  it("says nothing of other accounts' events: the same event elsewhere is no repeat", async () => {
    const other = await intake.createHook();
    await store({ hook: hashHookId(other.hookId).toString("hex") }, [toEvent()]);
    const [row] = await store({}, [toEvent()]);
    expect(row).toEqual({ known: [1], repeats: null });
  });

  it("tells who listens which integration has a new lead, once for a batch", async () => {
    const heard: string[] = [];
    const listener = postgres(intake.database.appUrl, { max: 1 });
    await listener.listen("lead_received", (payload) => void heard.push(payload));
    await store({}, [toEvent(), toEvent({ fingerprint: "cd".repeat(32) })]);
    await expect
      .poll(() => heard.map((payload) => JSON.parse(payload)))
      .toEqual([{ accountId: hook.accountId, integrationId: hook.integrationId }]);
    await listener.end();
  });

  it("leaves the application role as blind as it is elsewhere", async () => {
    await store({}, [toEvent()]);
    for (const table of ["leads", "lead_events", "lead_bodies", "hooks", "event_fingerprints", "integrations"]) {
      expect(await sql`select from ${sql(table)}`).toHaveLength(0);
    }
    await expect(sql`set role leadbox_door`).rejects.toThrow(/permission denied/);
  });
});
