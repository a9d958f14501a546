import { Inngest, type Logger } from "inngest";
import type { Pool } from "pg";
import { createTransport, type EngineTransport } from "./transport";

export type EngineClientOptions = {
  id: string;
  /** What calls of the functions' endpoint must be signed with; `signkey-<name>-<hex>`. */
  signingKey: string;
  /** Connections of the queue role, asked for with the first event that is sent outside of a running engine. */
  pool: () => Promise<Pool>;
  logger?: Logger;
};

const transports = new WeakMap<Inngest.Any, EngineTransport>();

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
  transports.set(client, transport);
  return client;
}

/** How the functions of a client reach the engine. Throws for a client that was not made for the embedded engine. */
export function transportOf(client: Inngest.Any): EngineTransport {
  const transport = transports.get(client);
  if (!transport) throw new Error(`The Inngest client "${client.id}" was not made for the embedded engine.`);
  return transport;
}
