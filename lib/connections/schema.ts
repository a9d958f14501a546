import { z } from "zod";
import { CRM_PROVIDERS } from "@/lib/crm/types";

export const connectionNameSchema = z.string().trim().min(1).max(120);

/** The settings of a connection as a form sends them; each connector checks its own. A secret left blank stays as it is. */
export const connectionSettingsSchema = z.record(z.string().max(60), z.string().trim().max(2000)).default({});

/** A connection to add. A «Пробна CRM» without a token is made anew. */
export const newConnectionSchema = z.object({
  provider: z.enum(CRM_PROVIDERS),
  name: connectionNameSchema,
  settings: connectionSettingsSchema,
});
export type NewConnection = z.infer<typeof newConnectionSchema>;
