/** Why a text is no template. A page translates the code, filled with `args`, and shows the position in the text. */
export type TemplateError = {
  code:
    | "too_long"
    | "too_many_holes"
    | "too_many_filters"
    | "path_too_long"
    | "unclosed_hole"
    | "unclosed_bracket"
    | "unclosed_quote"
    | "empty_path"
    | "filter_expected"
    | "unknown_filter"
    | "bad_filter_arguments";
  position: number;
  args: Record<string, string | number>;
};
