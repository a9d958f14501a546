import { Inngest, type Logger } from "inngest";
import type { Pool } from "pg";
import { createTransport, type EngineTransport } from "./transport";

export type EngineClientOptions = {
  id: string;
  /** Signs the calls of the functions; `signkey-<name>-<hex>`. */
  signingKey: string;
  /** Connections of the queue role, asked for with the first event that is sent outside of a running engine. */
  pool: () => Promise<Pool>;
  logger?: Logger;
};

type Connection = { transport: EngineTransport; signingKey: string };

const connections = new WeakMap<Inngest.Any, Connection>();

/**
 * An Inngest client whose events go to PostgreSQL: stored, and on their way, when `send` returns. It is in cloud mode, so
 * that the functions' endpoint runs nothing that is not signed.
 */
export function createEngineClient({ id, signingKey, pool, logger }: EngineClientOptions) {
  const transport = createTransport({
    async storeEvents(events) {
      const db = await pool();
      await db.query("select graphile_worker.add_job('inngest-events', $1::json, max_attempts := 1000)", [
        JSON.stringify({ events }),
      ]);
    },
  });
  const client = new Inngest({ id, isDev: false, signingKey, eventKey: "embedded", fetch: transport.fetch, logger });
  connections.set(client, { transport, signingKey });
  return client;
}

/** How an engine reaches the functions of a client. Throws for a client that was not made for the embedded engine. */
export function connectionOf(client: Inngest.Any): Connection {
  const connection = connections.get(client);
  if (!connection) throw new Error(`The Inngest client "${client.id}" was not made for the embedded engine.`);
  return connection;
}
