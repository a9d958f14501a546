import type { CrmDirectory, FieldType, FieldValue } from "@/lib/crm/types";
import type { JsonObject } from "@/lib/json";
import { applyMapping, isFor } from "@/lib/mapping/apply-mapping";
import { type CompiledRow, compileMapping } from "@/lib/mapping/compile-mapping";
import { compileTemplate } from "@/lib/mapping/compile-template";
import type { MappingIssue } from "@/lib/mapping/mapping-issue";
import { parseTemplate } from "@/lib/mapping/parse-template";
import { createRenderScope, type RenderContext } from "@/lib/mapping/render-scope";
import { renderTemplate } from "@/lib/mapping/render-template";
import type { MappingRow } from "@/lib/mapping/schema";
import { standardiseValues } from "@/lib/mapping/standardise-values";
import type { PhoneSettings } from "@/lib/phone/schema";

/**
 * What one row makes of an event.
 *
 * - `value`: what is sent; `typed` is a phone or e-mail as it came when it is sent in another form, `isUnfit` a phone that fits nothing;
 *   `isDefault`: the text of a `default` filter stands in for something blank
 * - `blank`: nothing, which is not sent
 * - `issue`: there was something, but it cannot be sent
 * - `other_events`: the row's condition is not met
 * - `taken`: a row above filled the field; `by` is its index
 */
export type RowPreview = { issues: readonly MappingIssue[] } & (
  | { state: "value"; value: FieldValue; type: FieldType; typed: string | null; isUnfit: boolean; isDefault: boolean }
  | { state: "blank" }
  | { state: "issue" }
  | { state: "other_events" }
  | { state: "taken"; by: number }
);

type Surroundings = {
  directory: CrmDirectory | null;
  event: JsonObject;
  phone: PhoneSettings;
  context: RenderContext;
};

/** What each row makes of an event, in the order of the rows, by the same code that leads go through. */
export function previewRows(rows: readonly MappingRow[], surroundings: Surroundings): RowPreview[] {
  const { directory, event, phone, context } = surroundings;
  const singles = rows.map((row) => compileMapping([row], directory, { phone }));
  const pipelines = singles.flatMap(({ rows: [row] }) => (row?.target === "deal.pipeline" ? [row] : []));
  const filledBy = new Map<string, number>();

  return singles.map((single, index): RowPreview => {
    const [row] = single.rows;
    if (!row) return { state: "issue", issues: single.issues };
    if (!isFor(row, event)) return { state: "other_events", issues: [] };

    const by = filledBy.get(row.target);
    if (by !== undefined) return { state: "taken", by, issues: [] };

    const needed = row.type === "stage" ? [...pipelines, row] : [row];
    const mapped = applyMapping(event, { rows: needed, issues: [] }, { context });
    const issues = mapped.issues.filter(({ target }) => target === row.target);
    const value = mapped.values[row.target];
    if (value === undefined) return issues.length > 0 ? { state: "issue", issues } : { state: "blank", issues };

    filledBy.set(row.target, index);
    return {
      state: "value",
      issues,
      ...toSent(row, value, phone),
      isDefault: isByDefault(rows[index], event, context),
    };
  });
}

function toSent(row: CompiledRow, value: FieldValue, phone: PhoneSettings) {
  const { values, output } = standardiseValues({ [row.target]: value }, { rows: [row], phone });
  const sent = values[row.target] ?? value;
  const typed = sent === value || typeof value !== "string" ? null : value;
  return { value: sent, type: row.type, typed, isUnfit: output.phones[row.target]?.ok === false };
}

/** Whether the value is another one, or none, without the `default` filters. */
function isByDefault(row: MappingRow | undefined, event: JsonObject, context: RenderContext): boolean {
  const parsed = parseTemplate(row?.template ?? "");
  if (!parsed.ok) return false;
  const { parts } = parsed.template;
  if (!parts.some((part) => part.kind === "hole" && part.filters.some(({ name }) => name === "default"))) return false;

  const without = parts.map((part) =>
    part.kind === "hole" ? { ...part, filters: part.filters.filter(({ name }) => name !== "default") } : part,
  );
  const scope = createRenderScope(event, context);
  const [text, bare] = [parts, without].map((each) => renderTemplate(compileTemplate({ parts: each }), scope).text);
  return text !== bare;
}
