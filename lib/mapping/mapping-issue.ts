import type { FieldKey } from "@/lib/crm/types";
import type { ConversionCode } from "./convert-value";
import type { RenderIssueCode } from "./render-scope";

/**
 * Something about a mapped value that the customer should see on the lead; the pages translate the code. `text` is what
 * was there, cut short. A `bad_template` has the template error's code as `reason`, its `position`, and its arguments;
 * a `bad_condition` the condition's.
 */
export type MappingIssue = {
  target: FieldKey;
  code: "unknown_field" | "bad_template" | "bad_condition" | RenderIssueCode | ConversionCode;
  text: string;
  args: Record<string, string | number>;
};
