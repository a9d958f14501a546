import { randomBytes } from "node:crypto";
import { Inngest } from "inngest";
import { getEnv } from "@/lib/env";
import { log } from "@/lib/log";
import { createEngineClient } from "./engine/engine-client";

const APP_ID = "leadbox";

export type InngestClientOptions = {
  mode: "embedded" | "server";
  signingKey?: string;
  /** Where the embedded engine's queue is; the queue role's address. */
  databaseQueueUrl: string;
};

/** The client that the environment asks for. Sending an event stores it, on an Inngest server or in PostgreSQL. */
export const inngest = createInngestClient({
  mode: getEnv().INNGEST_MODE,
  signingKey: getEnv().INNGEST_SIGNING_KEY,
  databaseQueueUrl: getEnv().DATABASE_QUEUE_URL,
});

/** An Inngest client of this application, for an Inngest server (which reads `INNGEST_*` itself) or for the embedded engine. */
export function createInngestClient({ mode, signingKey, databaseQueueUrl }: InngestClientOptions): Inngest {
  if (mode === "server") return new Inngest({ id: APP_ID, logger: log });
  return createEngineClient({
    id: APP_ID,
    // Without a key of the operator's, no one outside of this process can sign a call.
    signingKey: signingKey ?? `signkey-local-${randomBytes(32).toString("hex")}`,
    pool: lazyPool(databaseQueueUrl),
    logger: log,
  });
}

function lazyPool(connectionString: string) {
  let pool: Promise<import("pg").Pool> | null = null;
  return () => {
    pool ??= import("pg").then(
      ({ default: pg }) => new pg.Pool({ connectionString, max: 3, application_name: "leadbox-events" }),
    );
    return pool;
  };
}
