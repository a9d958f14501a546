import type { FieldKey, FieldValue } from "@/lib/crm/types";
import type { JsonObject } from "@/lib/json";
import type { CompiledMapping, CompiledRow } from "./compile-mapping";
import { DEFAULT_TIME_ZONE } from "./date";
import type { MappingIssue } from "./mapping-issue";
import { createRenderScope, type RenderContext, type RenderScope } from "./render-scope";
import { type Rendered, renderTemplate } from "./render-template";
import type { MappingRow } from "./schema";
import { cutAt } from "./value-text";

/** What a lead brings for the CRM. `policies` says, for each value, when the row that gave it overwrites an existing one. */
export type MappedLead = {
  values: Record<FieldKey, FieldValue>;
  policies: Record<FieldKey, MappingRow["policy"]>;
  issues: MappingIssue[];
};

export type MappingOptions = { context?: RenderContext; timeZone?: string };

const ISSUE_TEXT_CHARS_MAX = 200;

/**
 * Fills one integration's mapping rows from an event.
 *
 * A value that is blank is left out; one that does not convert becomes an issue, never a throw, so that one bad field
 * leaves the rest of the lead deliverable. A row with a condition is for the events that meet it. Of several rows with the same
 * target the first one that gives a value wins.
 *
 * @example
 * applyMapping({ contact: { variables: { phone: "067 123 45 67" } } }, mapping)
 * // => { values: { "contact.phone": "067 123 45 67" }, policies: { "contact.phone": "inherit" }, issues: [] }
 */
export function applyMapping(event: JsonObject, mapping: CompiledMapping, options: MappingOptions = {}): MappedLead {
  const scope = createRenderScope(event, options.context, options.timeZone ?? DEFAULT_TIME_ZONE);
  const lead: MappedLead = { values: {}, policies: {}, issues: [...mapping.issues] };

  for (const row of mapping.rows) {
    if (!Object.hasOwn(lead.values, row.target) && isFor(row, event)) fillRow(row, scope, lead);
  }
  return lead;
}

/** Whether the row is for this event. */
export function isFor({ condition }: CompiledRow, event: JsonObject): boolean {
  return !condition || condition.test(condition.read({ event, mapped: {}, phone: null, email: null }));
}

function fillRow(row: CompiledRow, scope: RenderScope, lead: MappedLead): void {
  const rendered = renderTemplate(row.template, scope);
  for (const code of scope.takeIssues()) lead.issues.push(issue(row, code, rendered.text));
  if (isNothing(rendered, row)) return;

  const pipeline = lead.values["deal.pipeline"];
  const pipelineId = typeof pipeline === "string" ? pipeline : null;
  const converted = row.convert(rendered.value ?? null, { timeZone: scope.timeZone, pipelineId });
  if (!converted.ok) {
    lead.issues.push(issue(row, converted.code, rendered.text));
    return;
  }
  lead.values[row.target] = converted.value;
  lead.policies[row.target] = row.policy;
  if (converted.unknown.length > 0) lead.issues.push(issue(row, "not_an_option", converted.unknown.join(", ")));
}

/** Blank, or an address none of whose holes was filled: a link to nowhere. */
function isNothing(rendered: Rendered, row: CompiledRow): boolean {
  return rendered.text.trim() === "" || (row.type === "url" && rendered.isUnfilled);
}

function issue(row: CompiledRow, code: MappingIssue["code"], text: string): MappingIssue {
  return { target: row.target, code, text: cutAt(text, ISSUE_TEXT_CHARS_MAX), args: {} };
}
