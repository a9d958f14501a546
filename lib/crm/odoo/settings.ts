import { z } from "zod";

/** What the connection form of Odoo asks for. */
export const settingsSchema = z.object({
  token: z.string().trim().min(1).max(200).meta({ secret: true }),
});
