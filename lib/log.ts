import pino from "pino";
import { getEnv } from "@/lib/env";

/**
 * The process's log: one structured line per request or job, on standard output.
 *
 * Only ids and outcomes go into it: never a phone, an e-mail, a payload or a token. An error is given as `err`.
 */
export const log = pino(
  {
    base: undefined,
    level: getEnv().LOG_LEVEL,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
  },
  // A request does not wait for its line to be written; what is left is written when the process ends.
  pino.destination({ sync: false }),
);

/** What may be known of an error and those that caused it. The database's own words quote the values they are about. */
export function describeError(error: unknown): Record<string, unknown> | undefined {
  if (!(error instanceof Error)) return error === undefined ? undefined : { type: typeof error };
  const code = "code" in error ? error.code : undefined;
  if (error.name === "PostgresError") {
    const { table_name: table, constraint_name: constraint, routine } = error as unknown as Record<string, unknown>;
    return { type: error.name, code, table, constraint, routine };
  }
  const { name: type, message, stack } = error;
  return { type, code, message, stack, cause: describeError(error.cause) };
}
