import { z } from "zod";
import { LEAD_STATUSES } from "./status";

const day = z.iso.date();

/** The registry's filters as they stand in the address; whatever cannot be read is left out, so that an old link still opens. */
export const registryFilterSchema = z.object({
  status: z
    .preprocess((value) => (typeof value === "string" ? value.split(",") : value), z.array(z.enum(LEAD_STATUSES)))
    .optional()
    .catch(undefined),
  integration: z.uuid().optional().catch(undefined),
  connection: z.uuid().optional().catch(undefined),
  /** Days in the account's time zone, both included. */
  from: day.optional().catch(undefined),
  to: day.optional().catch(undefined),
  /** Id of the lead that the page begins after (older) or ends before (newer). */
  after: z.uuid().optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
});
export type RegistryFilter = z.infer<typeof registryFilterSchema>;

/**
 * The filters as the query of an address, empty when there are none.
 *
 * @example toRegistryQuery({ status: ["failed", "held"], from: "2026-11-01" }) // => "?status=failed,held&from=2026-11-01"
 */
export function toRegistryQuery({ status, ...rest }: RegistryFilter): string {
  const given = Object.entries({ status: status?.join(","), ...rest }).filter(([, value]) => value);
  const query = new URLSearchParams(given.map(([name, value]) => [name, value ?? ""])).toString();
  return query && `?${query.replaceAll("%2C", ",")}`;
}

/** Whether anything but the place in the list is chosen. */
export function isFiltered({ status, integration, connection, from, to }: RegistryFilter): boolean {
  return Boolean(status?.length || integration || connection || from || to);
}
