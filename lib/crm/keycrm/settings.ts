import { z } from "zod";
import { recordPage } from "../record-page";
import type { RateLimits } from "../types";

const PER_MINUTE_DEFAULT = 50;

/** What the connection form of KeyCRM asks for. */
export const settingsSchema = z.object({
  token: z.string().trim().min(1).max(500).meta({ secret: true }),
  /** Calls a minute; blank: the default. KeyCRM says 60, and accounts with other limits have been seen. */
  requestsPerMinute: z
    .union([z.literal("").transform(() => PER_MINUTE_DEFAULT), z.coerce.number().int().min(10).max(600)])
    .default(PER_MINUTE_DEFAULT),
  /** Names or ids of the final stages that mean success, separated by commas; blank: those whose names say so. */
  wonStages: z.string().trim().max(500).default(""),
  contactPage: recordPage,
  dealPage: recordPage,
});
export type KeycrmSettings = z.infer<typeof settingsSchema>;

/** A fifth of the minute's calls may come at once; together with what is refilled they stay within the minute. */
export function toLimits(requestsPerMinute: number = PER_MINUTE_DEFAULT): RateLimits {
  const burst = Math.max(1, Math.floor(requestsPerMinute / 5));
  return { requestsPerSecond: (requestsPerMinute - burst) / 60, burst, concurrent: 2 };
}
