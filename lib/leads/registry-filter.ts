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
