import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { getDatabase } from "@/db";
import { accounts, collections, connections, integrations, integrationVersions, leads } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { type Transaction, withAccount } from "@/db/with-account";
import { answersHtml, type CrmServer, startCrmServer } from "@/lib/crm/testing/crm-server";
import { TRIAL_API_PATH } from "@/lib/crm/trial/settings";
import { integrationSettingsSchema } from "@/lib/integrations/schema";
import { createTrialCrm } from "@/lib/trial-crm/create-trial-crm";
import { handleTrialRequest } from "@/lib/trial-crm/handle-request";
import { saveTrialFaults } from "@/lib/trial-crm/mutations";
import {
  addConnection,
  addTrialConnection,
  checkConnection,
  deleteConnection,
  editConnection,
  reconnectConnection,
  refreshDirectory,
} from "./mutations";
import { findConnection, findOpenableConnection, listConnections } from "./queries";

const userId = null;

describe("connections", () => {
  let database: TestDatabase;
  let server: CrmServer;
  let accountId: string;

  const inAccount = <T>(work: (tx: Transaction) => Promise<T>) => withAccount(accountId, work);
  const addTrial = (name = "Пробна CRM") => inAccount((tx) => addTrialConnection(tx, { accountId, userId, name }));

  /** A lead that waits for the connection to work again. */
  async function holdLead(connectionId: string) {
    const [integrationId, leadId] = [uuidv7(), uuidv7()];
    await inAccount(async (tx) => {
      await tx.insert(integrations).values({ id: integrationId, accountId, name: "Telegram" });
      const held = { status: "held", reason: "connection_broken" } as const;
      await tx.insert(leads).values({ id: leadId, accountId, integrationId, connectionId, ...held });
    });
    await expect(inAccount(listConnections)).resolves.toMatchObject([{ heldLeads: 1 }]);
    return leadId;
  }

  async function statusOf(leadId: string) {
    const [lead] = await inAccount((tx) => tx.select().from(leads).where(eq(leads.id, leadId)));
    return lead?.status;
  }

  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startCrmServer(handleTrialRequest);
    vi.stubEnv("DATABASE_APP_URL", database.appUrl);
    vi.stubEnv("APP_URL", server.origin);
  });

  beforeEach(async () => {
    accountId = uuidv7();
    await inAccount((tx) => tx.insert(accounts).values({ id: accountId, name: "Тестовий кабінет" }));
  });

  afterAll(async () => {
    await server.close();
    await getDatabase().close();
    await database.drop();
  });

  it("a new «Пробна CRM» comes with its directory and is spoken to at the product's own address", async () => {
    const added = await addConnection({ accountId, userId }, { provider: "trial", name: "Пробна CRM", settings: {} });
    if (!added.ok) throw new Error(added.reason);
    const key = { accountId, connectionId: added.id };
    await expect(checkConnection(key)).resolves.toMatchObject({ ok: true, account: { name: "Пробна CRM" } });
    const connection = await inAccount((tx) => findConnection(tx, added.id));
    expect(connection?.directory?.users.map(({ name }) => name)).toContain("Олена Коваль");
    expect(connection).toMatchObject({ status: "connected", defaultUserId: "u1" });
    expect(connection?.crmAccount?.url).toMatch(new RegExp(`^${server.origin}/trial-crm/`));
  });

  it("shows only the end of a token, and stores none in clear", async () => {
    const { connectionId } = await addTrial();
    const opened = await inAccount((tx) => findOpenableConnection(tx, connectionId));
    const token = String(opened?.settings.token);
    const connection = await inAccount((tx) => findConnection(tx, connectionId));
    expect(connection?.settings).toEqual({ address: "", token: `•••${token.slice(-4)}` });
    const stored = await inAccount((tx) => tx.select().from(connections));
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it("is broken once its CRM refuses the credentials, and works again after a check that succeeds", async () => {
    const { connectionId, trialCrmId } = await addTrial();
    const key = { accountId, connectionId };
    await inAccount((tx) => saveTrialFaults(tx, { trialCrmId, faults: { failure: { status: 401 } } }));
    await expect(checkConnection(key)).resolves.toMatchObject({ ok: false, reason: "refused" });
    await expect(inAccount(listConnections)).resolves.toMatchObject([
      { status: "broken", brokenReason: "The token is not valid any more" },
    ]);
    const leadId = await holdLead(connectionId);

    await inAccount((tx) => saveTrialFaults(tx, { trialCrmId, faults: {} }));
    await expect(refreshDirectory(key)).resolves.toMatchObject({ ok: true });
    await expect(inAccount(listConnections)).resolves.toMatchObject([
      { status: "connected", brokenReason: null, heldLeads: 0 },
    ]);
    await expect(statusOf(leadId)).resolves.toBe("received");
  });

  it("is not broken by credentials that were changed while the CRM refused them", async () => {
    const { connectionId } = await addTrial();
    server.next(async () => {
      await inAccount((tx) => editConnection(tx, { connectionId, name: "Нова назва" }));
      return Response.json({ message: "The token is not valid any more" }, { status: 401 });
    });
    await expect(checkConnection({ accountId, connectionId })).resolves.toMatchObject({ reason: "refused" });
    await expect(inAccount(listConnections)).resolves.toMatchObject([{ status: "connected" }]);
  });

  it("keeps its credentials when new ones are refused, and its secret when the form left it blank", async () => {
    const { connectionId } = await addTrial();
    const wrong = { accountId, userId, connectionId, settings: { address: "", token: "tcrm_wrong" } };
    await expect(reconnectConnection(wrong)).resolves.toMatchObject({ ok: false, reason: "refused" });
    const blank = { ...wrong, settings: { address: `${server.origin}${TRIAL_API_PATH}/`, token: "" } };
    await expect(reconnectConnection(blank)).resolves.toEqual({ ok: true });

    const other = await inAccount((tx) => createTrialCrm(tx, { accountId, name: "Інша CRM" }));
    const changed = { ...wrong, settings: { address: "", token: other.token } };
    await expect(reconnectConnection(changed)).resolves.toEqual({ ok: true });
    const connection = await inAccount((tx) => findConnection(tx, connectionId));
    expect(connection?.crmAccount?.name).toBe("Інша CRM");
  });

  it("says the same of a closed, a forbidden and a wrong host", async () => {
    const wrongHosts = ["http://127.0.0.1:1", "http://169.254.169.254", "https://crm.example", server.origin];
    server.next(answersHtml(200));
    for (const address of wrongHosts.toReversed()) {
      const added = await addConnection(
        { accountId, userId },
        { provider: "trial", name: "CRM", settings: { address, token: "t" } },
      );
      expect(added).toEqual({ ok: false, reason: "unreachable", words: null, retryAfterSeconds: null });
    }
    await expect(inAccount(listConnections)).resolves.toEqual([]);
  });

  it("names the settings that are not right", async () => {
    const settings = { address: "not an address", token: "t" };
    const added = await addConnection({ accountId, userId }, { provider: "trial", name: "CRM", settings });
    expect(added).toEqual({ ok: false, reason: "invalid_settings", settings: ["address"] });
  });

  it("takes a default responsible from its directory only", async () => {
    const { connectionId } = await addTrial();
    const edit = (defaultUserId: string | null) =>
      inAccount((tx) => editConnection(tx, { connectionId, defaultUserId }));
    await expect(edit("nobody")).resolves.toEqual({ ok: false, reason: "unknown_user" });
    await expect(edit("u2")).resolves.toEqual({ ok: true });
    await expect(inAccount(listConnections)).resolves.toMatchObject([{ defaultUserId: "u2" }]);
  });

  it("is deleted with its credentials and collections, unless an integration uses it", async () => {
    const { connectionId } = await addTrial();
    const integrationId = uuidv7();
    await inAccount(async (tx) => {
      await tx.insert(collections).values({ accountId, connectionId, name: "Менеджери" });
      await tx.insert(integrations).values({ id: integrationId, accountId, name: "Telegram" });
      const settings = integrationSettingsSchema.parse({ connectionId });
      await tx.insert(integrationVersions).values({ accountId, integrationId, version: 1, settings });
    });
    const remove = () => inAccount((tx) => deleteConnection(tx, { accountId, userId, connectionId }));
    await expect(remove()).resolves.toEqual({ ok: false, reason: "in_use", integrations: ["Telegram"] });

    await inAccount((tx) =>
      tx.update(integrations).set({ deletedAt: new Date() }).where(eq(integrations.id, integrationId)),
    );
    await expect(remove()).resolves.toEqual({ ok: true });
    await expect(remove()).resolves.toEqual({ ok: false, reason: "not_found" });
    await expect(inAccount(listConnections)).resolves.toEqual([]);
    await expect(inAccount((tx) => tx.select().from(collections))).resolves.toMatchObject([
      { deletedAt: expect.any(Date) },
    ]);
  });

  it("of another account is not there", async () => {
    const { connectionId } = await addTrial();
    accountId = uuidv7();
    await expect(inAccount((tx) => findConnection(tx, connectionId))).resolves.toBeNull();
    await expect(checkConnection({ accountId, connectionId })).resolves.toMatchObject({ reason: "not_found" });
  });
});
