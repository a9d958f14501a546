/** Why a text is no template. A page translates the code and shows the position. */
export const TEMPLATE_ERROR_CODES = [
  "too_long",
  "too_many_holes",
  "too_many_filters",
  "path_too_long",
  "unclosed_hole",
  "unclosed_bracket",
  "unclosed_quote",
  "empty_path",
  "filter_expected",
  "unknown_filter",
  "bad_filter_arguments",
] as const;

/** `position` is an index into the template's text; `args` fill the message. */
export type TemplateError = {
  code: (typeof TEMPLATE_ERROR_CODES)[number];
  position: number;
  args: Record<string, string | number>;
};
