import { z } from "zod";

/** Where a «Пробна CRM» is spoken to, and with what. */
export const trialSettingsSchema = z.object({
  /** Address of the API without a slash at its end; blank: the product's own. */
  address: z
    .union([z.literal(""), z.url({ protocol: /^https?$/ })])
    .default("")
    .transform((address) => address.replace(/\/+$/, "")),
  token: z.string().trim().min(1).max(200).meta({ secret: true }),
});

/** Path of the API on the product's own address. */
export const TRIAL_API_PATH = "/api/trial-crm/v1";
