import { createServer, type IncomingHttpHeaders, request as sendRequest } from "node:http";
import type { AddressInfo } from "node:net";
import postgres from "postgres";
import { v7 as uuidv7 } from "uuid";
import { createDatabase } from "@/db/index";
import { accounts, integrations } from "@/db/schema";
import { createTestDatabase } from "@/db/testing";
import { withAccount } from "@/db/with-account";
import { createHook } from "@/lib/integrations/hooks";
import { createReceiveEvent } from "@/lib/leads/receive-event";
import { handleHook, toHookId } from "@/lib/server/handle-hook";
import { createEventStore } from "./event-store";
import { createHookLimits, type HookLimits } from "./hook-limits";

export type TestIntake = Awaited<ReturnType<typeof startTestIntake>>;
export type TestHook = { accountId: string; integrationId: string; hookId: string };
export type TestAnswer = { status: number; headers: IncomingHttpHeaders; text: string; json: unknown };

/** A database of its own, and the intake listening before it as in production, with a clock that the test may set. */
export async function startTestIntake({ limits = createHookLimits() }: { limits?: HookLimits } = {}) {
  const database = await createTestDatabase();
  const admin = postgres(database.adminUrl, { max: 2, onnotice: () => {} });
  const app = createDatabase(database.appUrl, { max: 2 });
  const store = createEventStore(database.appUrl);
  const clock = { offsetMs: 0 };
  const now = () => new Date(Date.now() + clock.offsetMs);
  const receiveEvent = createReceiveEvent({ store, limits, now });

  const server = createServer((request, response) => {
    const hookId = toHookId(request.url) ?? "";
    void handleHook({ request, response, hookId, receiveEvent, trustsProxy: false });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    database,
    admin,
    app,
    store,
    clock,
    now,
    port,
    receiveEvent,
    /** A new account with one integration and its address. */
    async createHook(): Promise<TestHook> {
      const accountId = uuidv7();
      const integrationId = uuidv7();
      const hookId = await withAccount(
        accountId,
        async (tx) => {
          await tx.insert(accounts).values({ id: accountId, name: "Test" });
          await tx.insert(integrations).values({ id: integrationId, accountId, name: "Test" });
          return createHook(tx, { accountId, integrationId });
        },
        app.db,
      );
      return { accountId, integrationId, hookId };
    },
    send: (hookId: string, options: Parameters<typeof send>[2]) => send(port, hookId, options),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
      await app.close();
      await admin.end();
      await database.drop();
    },
  };
}

/** Sends one request exactly as given: no header is added but the body's length. */
export function send(
  port: number,
  hookId: string,
  {
    method = "POST",
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: Buffer | string },
): Promise<TestAnswer> {
  return new Promise((resolve, reject) => {
    const request = sendRequest(
      { host: "127.0.0.1", port, path: `/api/hooks/${hookId}`, method, headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          const isJson = response.headers["content-type"]?.startsWith("application/json") && text !== "";
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: isJson ? JSON.parse(text) : null,
          });
        });
        response.on("error", reject);
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}
