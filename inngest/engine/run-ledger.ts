import type { Pool } from "pg";
import type { EventRouter } from "./event-router";
import type { FunctionConfig } from "./function-config";
import { LedgerTransaction } from "./ledger-transaction";
import type { Db } from "./types";

/** Changes of runs that need more than one statement, each in a transaction of its own. */
export interface RunLedger {
  /** `fence` names the worker whose lease must still hold. */
  transaction<T>(work: (tx: LedgerTransaction) => Promise<T>, fence?: { workerId: string }): Promise<T>;
}

/** Thrown where a worker that was declared lost, or a job that was overtaken, tries to write. Nothing was written. */
export class LostLeaseError extends Error {
  override name = "LostLeaseError";
}

export function createRunLedger({
  pool,
  router,
  configs,
  gated,
}: {
  pool: Pool;
  router: EventRouter;
  configs: ReadonlyMap<string, FunctionConfig>;
  gated: boolean;
}): RunLedger {
  return {
    async transaction(work, fence) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query(gated ? "begin; select engine.gate()" : "begin");
        if (fence) await requireLease(client, fence.workerId);
        const result = await work(new LedgerTransaction(client, router, configs, gated));
        await client.query("commit");
        return result;
      } catch (error) {
        await client.query("rollback").catch((rollbackError: Error) => {
          broken = rollbackError;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
  };
}

async function requireLease(db: Db, workerId: string): Promise<void> {
  const { rows } = await db.query<{ held: boolean }>("select engine.holds_lease($1) as held", [workerId]);
  if (!rows[0]?.held) throw new LostLeaseError("This worker was declared lost, and its jobs were given to others.");
}
