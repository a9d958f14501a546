import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, connections } from "@/db/schema";
import { type Transaction, withAccount } from "@/db/with-account";
import { setStepsDismissed } from "@/lib/accounts/mutations";
import { startTestIntake, type TestIntake } from "@/lib/intake/testing";
import { listHooks, markHookCopied, replaceHook } from "@/lib/integrations/hooks";
import { createIntegration, publishSettings } from "@/lib/integrations/mutations";
import { integrationSettingsSchema } from "@/lib/integrations/schema";
import { getOverview } from "./queries";

let intake: TestIntake;
const accountId = uuidv7();
const userId = uuidv7();

beforeAll(async () => {
  intake = await startTestIntake();
  await inAccount((tx) => tx.insert(accounts).values({ id: accountId, name: "Ліхтар" }));
});
afterAll(() => intake.stop());

const inAccount = <T>(work: (tx: Transaction) => Promise<T>) => withAccount(accountId, work, intake.app.db);
const readSteps = async () => {
  const { steps } = await inAccount((tx) => getOverview(tx, { accountId, since: new Date(0) }));
  const { hasConnection, integrationId, hasCopied, hasLead, hasPublished } = steps;
  return [hasConnection, integrationId !== null, hasCopied, hasLead, hasPublished];
};

describe("the first steps of an account", () => {
  it("are ticked off one by one by what the account really has", async () => {
    expect(await readSteps()).toEqual([false, false, false, false, false]);

    const connection = { accountId, provider: "trial" as const, name: "CRM", sealedSettings: "", keyId: "test" };
    await inAccount((tx) => tx.insert(connections).values(connection));
    expect(await readSteps()).toEqual([true, false, false, false, false]);

    const created = await inAccount((tx) => createIntegration(tx, { accountId, userId, name: "Telegram" }));
    const id = created.ok ? created.id : "";
    expect(await readSteps()).toEqual([true, true, false, false, false]);

    await inAccount((tx) => markHookCopied(tx, { integrationId: id }));
    expect(await readSteps()).toEqual([true, true, true, false, false]);
    await inAccount((tx) => replaceHook(tx, { accountId, integrationId: id, userId }));
    expect(await readSteps()).toEqual([true, true, true, false, false]);

    const [hook] = await inAccount((tx) => listHooks(tx, { accountId, integrationId: id, maySeeUrl: true }));
    await intake.send(hook?.url?.split("/").at(-1) ?? "", { body: '[{"title":"a"}]' });
    expect(await readSteps()).toEqual([true, true, true, true, false]);

    const settings = integrationSettingsSchema.parse({});
    const edit = { accountId, userId, id, basis: { version: 1, revision: null }, name: "Telegram", settings };
    expect(await inAccount((tx) => publishSettings(tx, edit))).toMatchObject({ ok: true });
    expect(await readSteps()).toEqual([true, true, true, true, true]);
  });

  it("are put away and brought back for the account", async () => {
    const isDismissed = async () =>
      (await inAccount((tx) => getOverview(tx, { accountId, since: new Date(0) }))).steps.isDismissed;
    await inAccount((tx) => setStepsDismissed(tx, { accountId, isDismissed: true }));
    expect(await isDismissed()).toBe(true);
    await inAccount((tx) => setStepsDismissed(tx, { accountId, isDismissed: false }));
    expect(await isDismissed()).toBe(false);
  });
});
