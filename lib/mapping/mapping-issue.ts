import type { FieldKey } from "@/lib/crm/types";

/** Everything that can be wrong with one mapped value; the pages translate the codes. */
export const MAPPING_ISSUE_CODES = [
  "unknown_field",
  "bad_template",
  "object_in_text",
  "text_cut",
  "list_cut",
  "too_much_work",
  "not_text",
  "not_a_number",
  "not_a_date",
  "not_a_boolean",
  "not_an_option",
  "not_a_url",
  "not_a_user",
  "not_a_pipeline",
  "not_a_stage",
] as const;
export type MappingIssueCode = (typeof MAPPING_ISSUE_CODES)[number];

/** Something about a mapped value that the customer should see on the lead. `text` is what was there, cut short. */
export type MappingIssue = {
  target: FieldKey;
  code: MappingIssueCode;
  text: string;
  args: Record<string, string | number>;
};
