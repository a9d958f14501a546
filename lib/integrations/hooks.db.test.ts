import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Transaction, withAccount } from "@/db/with-account";
import { startTestIntake, type TestHook, type TestIntake } from "@/lib/intake/testing";
import { listHooks, replaceHook, toHookUrl } from "./hooks";

let intake: TestIntake;
let hook: TestHook;

const HOURS = 3_600_000;

beforeAll(async () => {
  intake = await startTestIntake();
});
afterAll(() => intake.stop());
beforeEach(async () => {
  intake.clock.offsetMs = 0;
  hook = await intake.createHook();
});

const inAccount = <T>(work: (tx: Transaction) => Promise<T>, accountId = hook.accountId) =>
  withAccount(accountId, work, intake.app.db);
const list = (options: { maySeeUrl?: boolean } = {}) =>
  inAccount((tx) => listHooks(tx, { ...hook, maySeeUrl: true, now: intake.now(), ...options }));
const replace = () => inAccount((tx) => replaceHook(tx, { ...hook, userId: uuidv7(), now: intake.now() }));
const statusOf = async (hookId: string) =>
  (await intake.send(hookId, { body: JSON.stringify({ at: Math.random() }) })).status;

describe("the webhook address of an integration", () => {
  it("is base62 of more than 128 bits, shown in full to those who may see it", async () => {
    expect(hook.hookId).toMatch(/^[0-9A-Za-z]{26}$/);
    expect(await list()).toMatchObject([{ url: toHookUrl(hook.hookId), expiresAt: null }]);
    const [masked] = await list({ maySeeUrl: false });
    expect(masked?.url).toBeNull();
    expect(JSON.stringify(masked)).not.toContain(hook.hookId);
    expect(masked?.maskedUrl).toContain(`…${hook.hookId.slice(-4)}`);
  });

  it("is nowhere in the database in clear", async () => {
    const rows = await intake.admin`select hooks::text as row from hooks where integration_id = ${hook.integrationId}`;
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(hook.hookId);
    expect(rows[0]?.row).not.toContain(Buffer.from(hook.hookId).toString("hex"));
  });

  it("goes on for 24 hours when it is replaced, and not a moment longer", async () => {
    const next = await replace();
    expect(next).not.toBe(hook.hookId);
    expect(await Promise.all([statusOf(hook.hookId), statusOf(next ?? "")])).toEqual([200, 200]);
    const [current, old] = await list();
    expect(current).toMatchObject({ url: toHookUrl(next ?? ""), expiresAt: null });
    expect(old?.url).toBe(toHookUrl(hook.hookId));

    const end = Number(old?.expiresAt);
    intake.clock.offsetMs = end - 1_000 - Date.now();
    expect(await statusOf(hook.hookId)).toBe(200);
    intake.clock.offsetMs = end + 1_000 - Date.now();
    expect(await Promise.all([statusOf(hook.hookId), statusOf(next ?? "")])).toEqual([404, 200]);
    expect(await list()).toHaveLength(1);
  });

  it("keeps the end that an older address already has", async () => {
    await replace();
    intake.clock.offsetMs = 20 * HOURS;
    await replace();
    const hooks = await list();
    expect(hooks).toHaveLength(3);
    const ends = hooks.map(({ expiresAt }) => expiresAt && Math.round((Number(expiresAt) - Date.now()) / HOURS));
    expect(ends).toEqual([null, 44, 24]);
  });

  it("is one that stays when two admins replace it at once", async () => {
    await Promise.all([replace(), replace(), replace()]);
    const hooks = await list();
    expect(hooks.filter(({ expiresAt }) => expiresAt === null)).toHaveLength(1);
  });

  it("is written to the audit log when it is replaced, without the address", async () => {
    const next = await replace();
    const rows = await intake.admin`select * from audit_log where account_id = ${hook.accountId}`;
    expect(rows).toMatchObject([{ action: "hook.replaced", subject_id: hook.integrationId }]);
    expect(JSON.stringify(rows)).not.toContain(next);
  });

  it("is out of reach of another account", async () => {
    const other = await intake.createHook();
    const foreign = { accountId: other.accountId, integrationId: hook.integrationId };
    expect(await inAccount((tx) => listHooks(tx, { ...foreign, maySeeUrl: true }), other.accountId)).toEqual([]);
    const replaced = inAccount((tx) => replaceHook(tx, { ...foreign, userId: uuidv7() }), other.accountId);
    expect(await replaced).toBeNull();
    expect(await statusOf(hook.hookId)).toBe(200);
  });
});
