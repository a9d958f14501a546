import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts } from "@/db/schema";
import { type Transaction, withAccount } from "@/db/with-account";
import { startTestIntake, type TestIntake } from "@/lib/intake/testing";
import { discardDraft, saveDraft } from "./drafts";
import type { EditBasis } from "./edit-basis";
import { findEditBasis, findEditState } from "./edit-state";
import { createIntegration, publishSettings } from "./mutations";
import { integrationSettingsSchema } from "./schema";
import { restoreVersion } from "./versions";

let intake: TestIntake;
let accountId: string;
let id: string;
let olena: string;
let taras: string;
const BEGIN: EditBasis = { version: 1, revision: null };
const EDITS = { name: "Telegram", settings: integrationSettingsSchema.parse({}) };

beforeAll(async () => {
  intake = await startTestIntake();
});
afterAll(() => intake.stop());
beforeEach(async () => {
  accountId = uuidv7();
  olena = uuidv7();
  taras = uuidv7();
  await intake.admin`insert into accounts (id, name) values (${accountId}, 'Ліхтар')`;
  for (const [userId, name] of [
    [olena, "Олена"],
    [taras, "Тарас"],
  ] as const) {
    await intake.admin`insert into users (id, name, email, password_hash) values (${userId}, ${name}, ${userId}, '-')`;
    await intake.admin`insert into members (account_id, user_id, role) values (${accountId}, ${userId}, 'admin')`;
  }
  const created = await inAccount((tx) => createIntegration(tx, { accountId, userId: olena, name: "Telegram" }));
  if (!created.ok) throw new Error("The integration was not created.");
  id = created.id;
});

const inAccount = <T>(work: (tx: Transaction) => Promise<T>, account = accountId) =>
  withAccount(account, work, intake.app.db);
const stateFor = (userId: string) => inAccount((tx) => findEditState(tx, { id, userId }));

describe("where the settings stand", () => {
  it("says who published, saved, threw away or restored last, and whether it was the one who asks", async () => {
    expect(await stateFor(olena)).toMatchObject({
      basis: BEGIN,
      last: { kind: "published", isMine: true, byName: "Олена" },
    });

    const by = { accountId, userId: taras, id };
    const saved = await inAccount((tx) => saveDraft(tx, { ...by, ...EDITS, basis: BEGIN }));
    if (!saved.ok) throw new Error(saved.reason);
    expect(await stateFor(olena)).toMatchObject({
      basis: saved.basis,
      last: { kind: "saved", isMine: false, byName: "Тарас" },
    });

    await inAccount((tx) => discardDraft(tx, { ...by, basis: saved.basis }));
    expect(await stateFor(taras)).toMatchObject({ basis: BEGIN, last: { kind: "discarded", isMine: true } });

    await inAccount((tx) => publishSettings(tx, { ...by, ...EDITS, basis: BEGIN }));
    const second = { version: 2, revision: null };
    expect(await stateFor(olena)).toMatchObject({ basis: second, last: { kind: "published", byName: "Тарас" } });

    await inAccount((tx) => restoreVersion(tx, { ...by, userId: olena, version: 1, basis: second }));
    expect(await stateFor(taras)).toMatchObject({
      basis: { version: 3, revision: null },
      last: { kind: "restored", byName: "Олена" },
    });
  });

  it("is out of reach of another account", async () => {
    const stranger = uuidv7();
    await inAccount((tx) => tx.insert(accounts).values({ id: stranger, name: "Інший" }), stranger);
    expect(await inAccount((tx) => findEditBasis(tx, id), stranger)).toBeNull();
    expect(await inAccount((tx) => findEditState(tx, { id, userId: olena }), stranger)).toBeNull();
  });
});
