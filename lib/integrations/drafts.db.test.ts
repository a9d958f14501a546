import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts } from "@/db/schema";
import { type Transaction, withAccount } from "@/db/with-account";
import { startTestIntake, type TestIntake } from "@/lib/intake/testing";
import { discardDraft, findDraft, saveDraft } from "./drafts";
import type { EditBasis } from "./edit-basis";
import { createIntegration, publishSettings, renameIntegration } from "./mutations";
import { findIntegration } from "./queries";
import { integrationSettingsSchema } from "./schema";
import { findVersion, listVersions, restoreVersion } from "./versions";

let intake: TestIntake;
let accountId: string;
let id: string;
const userId = uuidv7();
const BEGIN: EditBasis = { version: 1, revision: null };
const SETTINGS = integrationSettingsSchema.parse({});

beforeAll(async () => {
  intake = await startTestIntake();
});
afterAll(() => intake.stop());
beforeEach(async () => {
  accountId = uuidv7();
  await inAccount((tx) => tx.insert(accounts).values({ id: accountId, name: "Ліхтар" }));
  const created = await inAccount((tx) => createIntegration(tx, { accountId, userId, name: "Telegram" }));
  if (!created.ok) throw new Error("The integration was not created.");
  id = created.id;
});

const inAccount = <T>(work: (tx: Transaction) => Promise<T>, account = accountId) =>
  withAccount(account, work, intake.app.db);
const withTitle = (template: string) => ({
  ...SETTINGS,
  mapping: [{ target: "contact.name" as const, template, policy: "inherit" as const }],
});
const save = (basis: EditBasis, template = "{{a}}", name = "Telegram") =>
  inAccount((tx) => saveDraft(tx, { accountId, userId, id, basis, name, settings: withTitle(template) }));
const publish = (basis: EditBasis, template = "{{a}}", name = "Telegram") =>
  inAccount((tx) => publishSettings(tx, { accountId, userId, id, basis, name, settings: withTitle(template) }));
const discard = (basis: EditBasis) => inAccount((tx) => discardDraft(tx, { accountId, userId, id, basis }));
const draft = () => inAccount((tx) => findDraft(tx, id));
const saved = async (basis: EditBasis, template?: string) => {
  const result = await save(basis, template);
  if (!result.ok) throw new Error(result.reason);
  return result.basis;
};

describe("a draft", () => {
  it("changes nothing of what is published, and may be unfinished", async () => {
    const basis = await saved(BEGIN, "{{unfinished");
    expect(await inAccount((tx) => findIntegration(tx, id))).toMatchObject({ version: 1, settings: SETTINGS });
    expect(await draft()).toMatchObject({
      revision: basis.revision,
      settings: { mapping: [{ template: "{{unfinished" }] },
    });
    expect(await publish(basis, "{{unfinished")).toMatchObject({ reason: "invalid_settings" });
    expect(await draft()).not.toBeNull();
  });

  it("becomes the next version in one step, with its name, and is gone then", async () => {
    const basis = await saved(BEGIN);
    expect(await publish(basis, "{{a}}", "Viber")).toEqual({ ok: true, version: 2, released: 0 });
    expect(await draft()).toBeNull();
    expect(await inAccount((tx) => findIntegration(tx, id))).toMatchObject({ name: "Viber", version: 2 });
  });

  it("is never overwritten by one who did not see it: of several at once one wins, whatever they do", async () => {
    const basis = await saved(BEGIN);
    const results = await Promise.all([
      save(basis, "{{b}}"),
      save(basis, "{{c}}"),
      publish(basis, "{{d}}"),
      discard(basis),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.reason).toBe("conflict");
  });

  it("is told apart from a later one after it was thrown away", async () => {
    const first = await saved(BEGIN);
    expect(await discard(first)).toEqual({ ok: true, basis: BEGIN });
    await saved(BEGIN, "{{b}}");
    expect(await save(first, "{{c}}")).toMatchObject({ ok: false, reason: "conflict", byUserId: userId });
    expect(await draft()).toMatchObject({ settings: { mapping: [{ template: "{{b}}" }] } });
  });

  it("conflicts with a version that was published meanwhile", async () => {
    await publish(BEGIN, "{{b}}");
    expect(await save(BEGIN)).toMatchObject({ reason: "conflict", basis: { version: 2, revision: null } });
  });

  it("that leaves the name as it was does not take back a rename from elsewhere", async () => {
    const rename = (name: string) => inAccount((tx) => renameIntegration(tx, { accountId, userId, id, name }));
    const edit = { accountId, userId, id, name: "Telegram", nameWas: "Telegram", settings: SETTINGS };
    await rename("Viber");
    const first = await inAccount((tx) => saveDraft(tx, { ...edit, basis: BEGIN }));
    expect(await draft()).toMatchObject({ name: "Viber" });
    await rename("WhatsApp");
    expect(await draft()).toMatchObject({ name: "WhatsApp" });
    const basis = first.ok ? first.basis : BEGIN;
    expect(await inAccount((tx) => publishSettings(tx, { ...edit, basis }))).toMatchObject({ ok: true });
    expect(await inAccount((tx) => findIntegration(tx, id))).toMatchObject({ name: "WhatsApp", version: 2 });

    const typed = { ...edit, basis: { version: 2, revision: null }, name: "Instagram", nameWas: "WhatsApp" };
    await inAccount((tx) => saveDraft(tx, typed));
    await rename("Facebook");
    expect(await draft()).toMatchObject({ name: "Instagram" });
  });

  it("that is thrown away is noted in the audit log", async () => {
    await discard(await saved(BEGIN));
    const rows = await intake.admin`select action, detail from audit_log where account_id = ${accountId} order by id`;
    expect(rows.at(-1)).toMatchObject({ action: "integration.draft_discarded", detail: { savedBy: userId } });
  });

  it("is out of reach of another account", async () => {
    const basis = await saved(BEGIN);
    const stranger = uuidv7();
    await inAccount((tx) => tx.insert(accounts).values({ id: stranger, name: "Інший" }), stranger);
    const key = { accountId: stranger, userId, id, basis };
    expect(await inAccount((tx) => findDraft(tx, id), stranger)).toBeNull();
    expect(await inAccount((tx) => discardDraft(tx, key), stranger)).toEqual({ ok: false, reason: "not_found" });
    expect(await inAccount((tx) => saveDraft(tx, { ...key, name: "x", settings: SETTINGS }), stranger)).toEqual({
      ok: false,
      reason: "not_found",
    });
    expect(await draft()).not.toBeNull();
  });
});

describe("the history", () => {
  it("lists versions newest first, in pages", async () => {
    for (let version = 1; version < 5; version++) await publish({ version, revision: null }, `{{v${version + 1}}}`);
    const page = await inAccount((tx) => listVersions(tx, { integrationId: id, limit: 2 }));
    expect(page.map(({ version }) => version)).toEqual([5, 4]);
    const rest = await inAccount((tx) => listVersions(tx, { integrationId: id, before: 4 }));
    expect(rest.map(({ version }) => version)).toEqual([3, 2, 1]);
  });

  it("brings an earlier version back as the next one, and says so", async () => {
    await publish(BEGIN, "{{b}}");
    await publish({ version: 2, revision: null }, "{{c}}", "Viber");
    const restored = await inAccount((tx) =>
      restoreVersion(tx, { accountId, userId, id, version: 2, basis: { version: 3, revision: null } }),
    );
    expect(restored).toEqual({ ok: true, version: 4, released: 0 });
    expect(await inAccount((tx) => findVersion(tx, { integrationId: id, version: 4 }))).toMatchObject({
      restoredFrom: 2,
      settings: { mapping: [{ template: "{{b}}" }] },
    });
    expect(await inAccount((tx) => findIntegration(tx, id))).toMatchObject({ name: "Viber", version: 4 });
  });

  it("does not bring back over somebody's draft unseen", async () => {
    await publish(BEGIN, "{{b}}");
    await saved({ version: 2, revision: null }, "{{c}}");
    const restored = await inAccount((tx) =>
      restoreVersion(tx, { accountId, userId, id, version: 1, basis: { version: 2, revision: null } }),
    );
    expect(restored).toMatchObject({ reason: "conflict" });
    expect(await draft()).not.toBeNull();
  });
});
