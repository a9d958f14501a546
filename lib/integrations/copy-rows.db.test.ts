import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts } from "@/db/schema";
import { type Transaction, withAccount } from "@/db/with-account";
import { startTestIntake, type TestIntake } from "@/lib/intake/testing";
import { MAPPING_ROWS_MAX, type MappingRow } from "@/lib/mapping/schema";
import { copyRows, listOtherIntegrations } from "./copy-rows";
import { findDraft, saveDraft } from "./drafts";
import { createIntegration, deleteIntegration } from "./mutations";
import { findIntegration } from "./queries";
import { integrationSettingsSchema } from "./schema";

let intake: TestIntake;
let accountId: string;
let from: string;
let to: string;
const userId = uuidv7();

beforeAll(async () => {
  intake = await startTestIntake();
});
afterAll(() => intake.stop());
beforeEach(async () => {
  accountId = uuidv7();
  await inAccount((tx) => tx.insert(accounts).values({ id: accountId, name: "Ліхтар" }));
  from = await add("Telegram");
  to = await add("Viber");
});

const inAccount = <T>(work: (tx: Transaction) => Promise<T>, account = accountId) =>
  withAccount(account, work, intake.app.db);

async function add(name: string) {
  const created = await inAccount((tx) => createIntegration(tx, { accountId, userId, name }));
  if (!created.ok) throw new Error("The integration was not created.");
  return created.id;
}

const row = (template: string): MappingRow => ({ target: "contact.name", template, policy: "inherit" });
const copy = (rows: readonly MappingRow[], id = to) => inAccount((tx) => copyRows(tx, { accountId, userId, id, rows }));
const templates = async () =>
  (await inAccount((tx) => findDraft(tx, to)))?.settings.mapping.map(({ template }) => template);

describe("copyRows", () => {
  it("begins a draft from what is published, and publishes nothing", async () => {
    expect(await copy([row("{{a}}")])).toEqual({ ok: true, name: "Viber" });
    expect(await templates()).toEqual(["{{a}}"]);
    expect(await inAccount((tx) => findIntegration(tx, to))).toMatchObject({ version: 1, settings: { mapping: [] } });
  });

  it("goes behind the rows of a draft and keeps the rest of it", async () => {
    const settings = { ...integrationSettingsSchema.parse({}), mapping: [row("{{first}}")] };
    const basis = { version: 1, revision: null };
    await inAccount((tx) => saveDraft(tx, { accountId, userId, id: to, basis, name: "Viber 2", settings }));
    expect(await copy([row("{{a}}"), row("{{b}}")])).toEqual({ ok: true, name: "Viber 2" });
    expect(await templates()).toEqual(["{{first}}", "{{a}}", "{{b}}"]);
  });

  it("refuses more rows than a mapping may have, and an integration of another account", async () => {
    await copy(Array(MAPPING_ROWS_MAX).fill(row("{{a}}")));
    expect(await copy([row("{{b}}")])).toEqual({ ok: false, reason: "too_many_rows", max: MAPPING_ROWS_MAX });
    const other = uuidv7();
    const rows = [row("{{a}}")];
    expect(await inAccount((tx) => copyRows(tx, { accountId: other, userId, id: to, rows }), other)).toEqual({
      ok: false,
      reason: "not_found",
    });
  });
});

describe("listOtherIntegrations", () => {
  it("names all but this one and the deleted ones", async () => {
    expect(await inAccount((tx) => listOtherIntegrations(tx, from))).toEqual([{ id: to, name: "Viber" }]);
    await inAccount((tx) => deleteIntegration(tx, { accountId, userId, id: to }));
    expect(await inAccount((tx) => listOtherIntegrations(tx, from))).toEqual([]);
  });
});
