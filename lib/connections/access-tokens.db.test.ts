import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { getDatabase } from "@/db";
import { accounts, connections } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { withAccount } from "@/db/with-account";
import { createFakeKommo } from "@/e2e/support/crm/kommo/create-fake-kommo";
import { FAKE_APP, FAKE_CODE } from "@/e2e/support/crm/kommo/oauth";
import { createFakeZoho } from "@/e2e/support/crm/zoho/create-fake-zoho";
import { failureOf } from "@/lib/crm/contract/failure-of";
import { readGrant } from "@/lib/crm/read-grant";
import { answers, type CrmServer, type Fault, startCrmServer } from "@/lib/crm/testing/crm-server";
import type { CrmGrant } from "@/lib/crm/types";
import { openAccess } from "./access-tokens";
import { finishConsent, startConsent } from "./consent";
import { addConnection, addTrialConnection, checkConnection, reconnectConnection } from "./mutations";
import { findConnection, findOpenableConnection } from "./queries";
import { sealSettings } from "./sealed-settings";

const REFERER = "demo.kommo.com";

/** With Kommo, whose refresh tokens are good for one use. */
describe("access that a consent gave", () => {
  let database: TestDatabase;
  let server: CrmServer;
  let fake: ReturnType<typeof createFakeKommo>;
  let tokenCalls = 0;
  let editor: { accountId: string; userId: string };

  let zoho: ReturnType<typeof createFakeZoho>;

  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startCrmServer((request) => {
      if (zoho.serves(new URL(request.url).hostname)) return zoho.handle(request);
      if (new URL(request.url).pathname === "/oauth2/access_token") tokenCalls += 1;
      return fake.handle(request);
    });
    vi.stubEnv("DATABASE_APP_URL", database.appUrl);
    vi.stubEnv("APP_URL", "https://leads.example");
    vi.stubEnv("CRM_GATEWAY_URL", server.origin);
    vi.stubEnv("KOMMO_CLIENT_ID", FAKE_APP.clientId);
    vi.stubEnv("KOMMO_CLIENT_SECRET", FAKE_APP.clientSecret);
  });
  afterAll(async () => {
    await server.close();
    await getDatabase().close();
    await database.drop();
  });

  beforeEach(async () => {
    fake = createFakeKommo();
    zoho = createFakeZoho();
    tokenCalls = 0;
    editor = await addMember();
  });

  async function addMember() {
    const [accountId, userId] = [uuidv7(), uuidv7()];
    await withAccount(accountId, (tx) => tx.insert(accounts).values({ id: accountId, name: "Школа" }));
    return { accountId, userId };
  }

  function start({ connectionId = null, by = editor }: { connectionId?: string | null; by?: typeof editor } = {}) {
    const begun = startConsent(by, { provider: "kommo", connectionId, name: "Kommo", settings: {} });
    if (!begun.ok) throw new Error(begun.reason);
    return { ticket: begun.ticket, state: new URL(begun.url).searchParams.get("state") ?? "" };
  }

  async function addConsented() {
    const { ticket, state } = start();
    const done = await finishConsent(editor, {
      provider: "kommo",
      ticket,
      query: { code: FAKE_CODE, referer: REFERER, state },
    });
    if (!done.ok) throw new Error(done.reason);
    return done.connectionId;
  }

  const readOpenable = (id: string) => withAccount(editor.accountId, (tx) => findOpenableConnection(tx, id));

  async function readAccess(id: string) {
    const connection = await readOpenable(id);
    const access = connection && openAccess(connection);
    if (!access) throw new Error("There is no access");
    return { connection, access };
  }

  it("makes a connection with its directory, whose access no page shows", async () => {
    const id = await addConsented();
    const connection = await withAccount(editor.accountId, (tx) => findConnection(tx, id));
    expect(connection).toMatchObject({ status: "connected", isConsented: true, provider: "kommo" });
    expect(connection?.directory?.pipelines.length).toBeGreaterThan(0);
    expect(JSON.stringify(connection)).not.toMatch(/access-1|refresh-1/);
  });

  it("is renewed once when several ask at a time, and stored for the others", async () => {
    const id = await addConsented();
    const { access } = await readAccess(id);
    fake.expireAccess();
    tokenCalls = 0;
    const got = await Promise.all(Array.from({ length: 5 }, () => access.get({ refused: "access-1" })));
    expect(new Set(got)).toEqual(new Set(["access-2"]));
    expect(tokenCalls).toBe(1);
    const stored = await readOpenable(id);
    expect(readGrant(stored?.settings ?? {})).toMatchObject({ accessToken: "access-2", refreshToken: "refresh-2" });
  });

  it("is renewed by one process alone, though two are refused at a time", async () => {
    const id = await addConsented();
    const { connection, access } = await readAccess(id);
    fake.expireAccess();
    tokenCalls = 0;
    vi.resetModules();
    const other = await import("./access-tokens");
    const { getDatabase: getOtherDatabase } = await import("@/db");
    try {
      const others = other.openAccess(connection);
      const got = await Promise.all([access.get({ refused: "access-1" }), others?.get({ refused: "access-1" })]);
      expect(got).toEqual(["access-2", "access-2"]);
      expect(tokenCalls).toBe(1);
    } finally {
      await getOtherDatabase().close();
    }
  });

  it("is renewed by itself when the CRM refuses it, and does not change the version of the settings", async () => {
    const id = await addConsented();
    const readVersion = () =>
      withAccount(editor.accountId, (tx) =>
        tx.select({ at: connections.updatedAt }).from(connections).where(eq(connections.id, id)),
      );
    const { access } = await readAccess(id);
    const before = await readVersion();
    fake.expireAccess();
    await access.get({ refused: "access-1" });
    expect(await readVersion()).toEqual(before);
    fake.expireAccess();
    await expect(checkConnection({ accountId: editor.accountId, connectionId: id })).resolves.toMatchObject({
      ok: true,
    });
  });

  it("is renewed for two connections of a vendor at a time, so that one that hangs leaves the database to others", async () => {
    const ids: string[] = [];
    for (let added = 0; added < 4; added += 1) {
      fake = createFakeKommo();
      ids.push(await addConsented());
    }
    const asked: (() => void)[] = [];
    const holds: Fault = () =>
      new Promise((resolve) => {
        const access = {
          access_token: "access-9",
          refresh_token: "refresh-9",
          expires_in: 86400,
          token_type: "Bearer",
        };
        asked.push(() => resolve(Response.json(access)));
      });
    server.next(holds, holds, holds, holds);
    const opened = await Promise.all(ids.map(readAccess));
    const renewed = Promise.all(opened.map(({ access }) => access.get({ refused: "access-1" })));
    for (const expected of [2, 4]) {
      await vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(expected));
      // Whoever waits for the database only could have it here.
      await Promise.all(ids.map(readOpenable));
      expect(asked).toHaveLength(expected);
      for (const answer of asked.slice(expected - 2)) answer();
    }
    await expect(renewed).resolves.toEqual(Array.from({ length: 4 }, () => "access-9"));
  });

  it("holds the connection when the CRM gives none any more", async () => {
    const id = await addConsented();
    const { access } = await readAccess(id);
    server.next(answers(400, { hint: "Token has been revoked" }));
    await expect(failureOf(access.get({ refused: "access-1" }))).resolves.toMatchObject({ kind: "hold" });
    fake = createFakeKommo();
    const checked = await checkConnection({ accountId: editor.accountId, connectionId: id });
    expect(checked).toMatchObject({ ok: false, reason: "refused" });
    const connection = await withAccount(editor.accountId, (tx) => findConnection(tx, id));
    expect(connection?.status).toBe("broken");
  });

  it("that was given anew while the old one was renewed is kept", async () => {
    const id = await addConsented();
    const { access } = await readAccess(id);
    const given = await seal(id, { accessToken: "given", refreshToken: "refresh-given" });
    fake.expireAccess();
    server.next(async (request, handle) => {
      await withAccount(editor.accountId, (tx) => tx.update(connections).set(given).where(eq(connections.id, id)));
      return handle(request);
    });
    await expect(access.get({ refused: "access-1" })).resolves.toBe("given");
    const stored = await readOpenable(id);
    expect(readGrant(stored?.settings ?? {})).toMatchObject({ accessToken: "given", refreshToken: "refresh-given" });
  });

  it("that another process was given is used at once", async () => {
    const id = await addConsented();
    fake.expireAccess();
    await (await readAccess(id)).access.get({ refused: "access-1" });
    const given = await seal(id, { accessToken: "given" });
    await withAccount(editor.accountId, (tx) => tx.update(connections).set(given).where(eq(connections.id, id)));
    await expect((await readAccess(id)).access.get()).resolves.toBe("given");
  });

  /** The settings of a connection with another grant, which ends in a week. */
  async function seal(id: string, change: Partial<CrmGrant>) {
    const settings = (await readOpenable(id))?.settings ?? {};
    const expiresAt = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000).toISOString();
    const grant = { ...readGrant(settings), ...change, expiresAt };
    return sealSettings({ accountId: editor.accountId, connectionId: id }, { ...settings, grant });
  }

  it("mends a broken connection by another consent", async () => {
    const id = await addConsented();
    await withAccount(editor.accountId, (tx) => tx.update(connections).set({ status: "broken" }));
    fake = createFakeKommo();
    const { ticket, state } = start({ connectionId: id });
    const query = { code: FAKE_CODE, referer: REFERER, state };
    await expect(finishConsent(editor, { provider: "kommo", ticket, query })).resolves.toEqual({
      ok: true,
      connectionId: id,
    });
    const connection = await withAccount(editor.accountId, (tx) => findConnection(tx, id));
    expect(connection?.status).toBe("connected");
  });

  it("by a code that is good once is kept while what it was given for stays", async () => {
    const added = await addConnection(editor, { provider: "zoho", name: "Zoho", settings: { ...zoho.form } });
    if (!added.ok) throw new Error(added.reason);
    const reconnect = (settings: Record<string, string>) =>
      reconnectConnection({ ...editor, connectionId: added.id, settings });
    const { dataCentre = "", clientId = "", code = "" } = zoho.form;
    const blank = { dataCentre, clientId, clientSecret: "", code: "" };
    await expect(reconnect(blank)).resolves.toEqual({ ok: true });
    zoho.endTokens();
    await expect(checkConnection({ ...editor, connectionId: added.id })).resolves.toMatchObject({ ok: true });
    // Another client has to bring a code of its own.
    await expect(reconnect({ ...blank, clientId: "1000.ANOTHERCLIENT", code })).resolves.toMatchObject({ ok: false });
    await expect(checkConnection({ ...editor, connectionId: added.id })).resolves.toMatchObject({ ok: true });
  });

  describe("is not given", () => {
    const good = (state: string) => ({ code: FAKE_CODE, referer: REFERER, state });
    const finish = (by: typeof editor, ticket: string | undefined, query: Record<string, string>, provider = "kommo") =>
      finishConsent(by, { provider, ticket, query });

    it("for another state, another provider, no ticket or a changed one", async () => {
      const { ticket, state } = start();
      const expired = { ok: false, reason: "expired" };
      expect(await finish(editor, ticket, good("guessed"))).toMatchObject(expired);
      expect(await finish(editor, ticket, good(state), "pipedrive")).toMatchObject(expired);
      expect(await finish(editor, undefined, good(state))).toMatchObject(expired);
      expect(await finish(editor, `${ticket.slice(0, -2)}AA`, good(state))).toMatchObject(expired);
      expect(tokenCalls).toBe(0);
    });

    it("to another account or user than the one who began", async () => {
      const { ticket, state } = start();
      const another = await addMember();
      expect(await finish(another, ticket, good(state))).toMatchObject({ reason: "expired" });
      expect(await finish({ ...editor, userId: uuidv7() }, ticket, good(state))).toMatchObject({ reason: "expired" });
      expect(tokenCalls).toBe(0);
    });

    it("to a connection of another vendor", async () => {
      const { connectionId } = await withAccount(editor.accountId, (tx) =>
        addTrialConnection(tx, { accountId: editor.accountId, userId: null, name: "Пробна CRM" }),
      );
      const before = await readOpenable(connectionId);
      const { ticket, state } = start({ connectionId });
      expect(await finish(editor, ticket, good(state))).toEqual({ ok: false, reason: "not_found", connectionId });
      expect(await readOpenable(connectionId)).toEqual(before);
    });

    it("when the customer says no", async () => {
      const { ticket, state } = start();
      expect(await finish(editor, ticket, { error: "access_denied", state })).toMatchObject({ reason: "denied" });
    });

    it("twice for one code, nor for an account of another host", async () => {
      await addConsented();
      const again = start();
      expect(await finish(editor, again.ticket, good(again.state))).toMatchObject({ ok: false });
      const elsewhere = start();
      const query = { ...good(elsewhere.state), referer: "evil.example" };
      expect(await finish(editor, elsewhere.ticket, query)).toMatchObject({ ok: false });
    });
  });
});
