import type { Pool, PoolClient } from "pg";

/** Anything that runs SQL: the pool, or the connection of an open transaction. */
export type Db = Pick<Pool | PoolClient, "query">;

/** Where the engine says what it does: ids and names only, never an event's data or a step's result. */
export interface EngineLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** An event as the engine keeps it. */
export type EngineEvent = {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
  v?: string;
  meta?: unknown;
};

/** What a step left behind, as the SDK reads it back. */
export type StepMemo = { data: unknown } | { error: SerializedError } | null;

export type SerializedError = { name: string; message: string; stack?: string };

/** A run as it was when a job began, with everything that the SDK needs to replay it. */
export type LoadedRun = {
  id: string;
  fnId: string;
  event: string;
  state: "waiting" | "active" | "parked" | "completed" | "failed" | "cancelled";
  turn: number;
  attempt: number;
  forcePlan: boolean;
  parentRun: string | null;
  parentStep: string | null;
  /** Finished steps in order of completion. */
  steps: readonly { id: string; memo: string }[];
};
