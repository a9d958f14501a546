import type { FilterArg, FilterCall, Template, TemplatePart } from "./parse-template";

/** Writes a template so that `parseTemplate` reads the same template back. */
export function printTemplate(template: Template): string {
  return template.parts.map(printPart).join("");
}

function printPart(part: TemplatePart): string {
  if (part.kind === "text") return part.text.replace(/\{{2,}/g, (braces) => `{{ "${braces}" }}`);
  return printHole(part.path.source, part.filters);
}

/** Writes one hole. The path is as it was written, or as `formatPath` gives it. */
export function printHole(path: string, filters: readonly FilterCall[]): string {
  const calls = filters.map(({ name, args }) => (args.length === 0 ? name : `${name}: ${printArgs(args)}`));
  return `{{${[path, ...calls].join(" | ")}}}`;
}

function printArgs(args: readonly FilterArg[]): string {
  return args
    .map((arg) => {
      const text = JSON.stringify(arg.text);
      if (arg.kind === "value") return text;
      return arg.kind === "else" ? `* => ${text}` : `${JSON.stringify(arg.from)} => ${text}`;
    })
    .join(", ");
}
