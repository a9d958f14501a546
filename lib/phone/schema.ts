import { z } from "zod";

/** «Стандартизація номеру». Country codes are ISO 3166-1 alpha-2; `callingCode` and `digits` are what the customer sees and may change. */
export const phoneSettingsSchema = z.object({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default("UA"),
  callingCode: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .default("380"),
  /** Expected number of digits of a number of the default country, calling code included. */
  digits: z.number().int().min(5).max(15).default(12),
  furtherCountries: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .max(50)
    .default([]),
});
export type PhoneSettings = z.infer<typeof phoneSettingsSchema>;
