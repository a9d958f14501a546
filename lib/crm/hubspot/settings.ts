import { z } from "zod";

/**
 * What the connection form of HubSpot asks for: a service key, or the token of a private app that was made before those ended.
 * Connections made by consent hold a grant instead.
 */
export const settingsSchema = z.object({
  token: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{1,512}$/)
    .meta({ secret: true }),
});
