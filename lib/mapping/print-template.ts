import type { FilterArg, Template, TemplatePart } from "./parse-template";

/** Writes a template so that `parseTemplate` reads the same template back. */
export function printTemplate(template: Template): string {
  return template.parts.map(printPart).join("");
}

function printPart(part: TemplatePart): string {
  if (part.kind === "text") return part.text.replace(/\{{2,}/g, (braces) => `{{ "${braces}" }}`);
  const filters = part.filters.map(({ name, args }) => (args.length === 0 ? name : `${name}: ${printArgs(args)}`));
  return `{{${[part.path.source, ...filters].join(" | ")}}}`;
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
