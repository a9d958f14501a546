import { z } from "zod";

/** What the connection form of Pipedrive asks for; connections made on Pipedrive's consent page hold a grant instead. */
export const settingsSchema = z.object({
  /** Forty hexadecimal characters today; whatever else a header can carry is left to Pipedrive to judge. */
  token: z
    .string()
    .trim()
    .regex(/^[\w.:-]{1,200}$/)
    .meta({ secret: true }),
});
