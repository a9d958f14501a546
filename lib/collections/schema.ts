import { z } from "zod";

/** «Колекція менеджерів»: a name, a connection and an ordered list of its users. */
export const collectionSchema = z.object({
  name: z.string().trim().min(1).max(120),
  connectionId: z.uuid(),
  /** Ids of CRM users, in the order of their turns. */
  userIds: z
    .array(z.string().min(1).max(200))
    .min(1)
    .max(200)
    .refine((ids) => new Set(ids).size === ids.length, "duplicate"),
});
export type CollectionInput = z.infer<typeof collectionSchema>;
