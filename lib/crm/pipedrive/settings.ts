import { z } from "zod";
import type { CrmSettings } from "../types";

/** Tokens that LeadBox may spend in a day; blank: as many as Pipedrive gives. */
const dailyTokens = z
  .union([z.literal("").transform(() => undefined), z.coerce.number().int().min(1000).max(100_000_000)])
  .optional();

/** What the connection form of Pipedrive asks for; connections made on Pipedrive's consent page hold a grant instead. */
export const settingsSchema = z.object({
  /** Forty hexadecimal characters today; whatever else a header can carry is left to Pipedrive to judge. */
  token: z
    .string()
    .trim()
    .regex(/^[\w.:-]{1,200}$/)
    .meta({ secret: true }),
  dailyTokens,
});

/** The budget of the day that the customer gave, also of a connection that was made on the consent page. */
export function readDayBudget(settings: CrmSettings): number | undefined {
  return dailyTokens.catch(undefined).parse(settings.dailyTokens);
}
