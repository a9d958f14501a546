import { FILTERS, type FilterRun } from "./filters";
import type { Template } from "./parse-template";
import type { Path } from "./path";

/** A template made ready for rendering many events. */
export type CompiledTemplate = {
  parts: readonly (string | CompiledHole)[];
  /** True when the template is one hole and nothing else, so that its value keeps its type. */
  isSingleHole: boolean;
};
export type CompiledHole = { path: Path; filters: readonly FilterRun[] };

/** Reads the filters' arguments once. The template is one that `parseTemplate` gave. */
export function compileTemplate(template: Template): CompiledTemplate {
  const parts = template.parts.map((part): string | CompiledHole => {
    if (part.kind === "text") return part.text;
    const filters = part.filters.map(({ name, args }) => {
      const run = FILTERS[name](args);
      if (!run) throw new TypeError(`The filter "${name}" does not take these arguments`);
      return run;
    });
    return { path: part.path, filters };
  });
  return { parts, isSingleHole: parts.length === 1 && typeof parts[0] !== "string" };
}
