import { z } from "zod";
import { filterConditionSchema } from "@/lib/filter/schema";

export const ROW_POLICIES = ["inherit", "always", "if_empty", "never"] as const;

/** `contact.…` or `deal.…`; see `FieldKey`. */
const fieldKeySchema = z.templateLiteral([z.enum(["contact", "deal"]), ".", z.string().min(1).max(200)]);

/** One row of «Співставлення полів»: which CRM field is filled with which template, and when an existing value is overwritten. */
export const mappingRowSchema = z.object({
  target: fieldKeySchema,
  template: z.string().max(10_000),
  /** `inherit`: as the integration's update rule says. */
  policy: z.enum(ROW_POLICIES).default("inherit"),
  /** The row fills its field only for events that meet it; it looks at the event alone (`event:service`). Without one it is for all. */
  condition: filterConditionSchema.optional(),
});
export type MappingRow = z.infer<typeof mappingRowSchema>;

export const MAPPING_ROWS_MAX = 200;

export const mappingSchema = z.array(mappingRowSchema).max(MAPPING_ROWS_MAX);
