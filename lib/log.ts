import pino from "pino";
import { getEnv } from "@/lib/env";

/**
 * The process's log: one structured line per request or job, on standard output.
 *
 * Only ids and outcomes go into it: never a phone, an e-mail, a payload or a token. An error is given as `err`.
 */
export const log = pino({ base: undefined, level: getEnv().LOG_LEVEL, timestamp: pino.stdTimeFunctions.isoTime });
