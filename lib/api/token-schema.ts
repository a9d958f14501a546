import { z } from "zod";
import { API_SCOPES } from "./scopes";

export const apiTokenNameSchema = z.string().trim().min(1).max(80);

/** How long a token may live, in days; `never` until it is revoked. */
export const TOKEN_LIFETIMES = ["30", "90", "365", "never"] as const;

/** A token to make, as the form sends it. */
export const newApiTokenSchema = z.object({
  name: apiTokenNameSchema,
  scopes: z
    .array(z.enum(API_SCOPES))
    .min(1)
    .max(API_SCOPES.length)
    .refine((scopes) => new Set(scopes).size === scopes.length),
  lifetime: z.enum(TOKEN_LIFETIMES),
});
export type NewApiToken = z.infer<typeof newApiTokenSchema>;
