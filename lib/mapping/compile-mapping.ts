import type { CrmDirectory, CrmField, FieldKey, FieldType } from "@/lib/crm/types";
import { type CompiledCondition, type ConditionIssue, compileCondition } from "@/lib/filter/compile-condition";
import type { FilterCondition } from "@/lib/filter/schema";
import { type PhoneSettings, phoneSettingsSchema } from "@/lib/phone/schema";
import { type CompiledTemplate, compileTemplate } from "./compile-template";
import { type Converter, createConverter } from "./convert-value";
import { DEFAULT_TIME_ZONE } from "./date";
import type { MappingIssue } from "./mapping-issue";
import { parseTemplate } from "./parse-template";
import type { MappingRow } from "./schema";

export type CompiledRow = {
  target: FieldKey;
  policy: MappingRow["policy"];
  type: FieldType;
  template: CompiledTemplate;
  convert: Converter;
  /** Null: the row is for every event. */
  condition: CompiledCondition | null;
};

/** Rows ready for `applyMapping`; `issues` are those of the rows themselves, the same for every event. */
export type CompiledMapping = {
  rows: readonly CompiledRow[];
  issues: readonly MappingIssue[];
};

const BUILT_IN_TYPES: Readonly<Record<string, FieldType>> = {
  "contact.phone": "phone",
  "contact.email": "email",
  "contact.tags": "tags",
  "contact.responsible": "user",
  "deal.pipeline": "pipeline",
  "deal.stage": "stage",
  "deal.amount": "number",
  "deal.responsible": "user",
};

/**
 * Reads an integration's mapping rows once for many events. A row whose field is gone from the CRM, or whose template
 * or condition cannot be read, is left out and becomes an issue.
 *
 * Without a directory (no CRM connected yet) built-in fields have their usual types and all others are text.
 */
export function compileMapping(
  rows: readonly MappingRow[],
  directory: CrmDirectory | null,
  { phone = phoneSettingsSchema.parse({}) }: { phone?: PhoneSettings } = {},
): CompiledMapping {
  const fields = new Map(directory?.fields.map((field) => [`${field.entity}.${field.key}`, field]));
  const compiled: CompiledRow[] = [];
  const issues: MappingIssue[] = [];

  for (const { target, template: text, policy, condition: when } of rows) {
    const field = directory ? fields.get(target) : undirectedField(target);
    if (!field) {
      issues.push({ target, code: "unknown_field", text: "", args: {} });
      continue;
    }
    const parsed = parseTemplate(text);
    if (!parsed.ok) {
      const { code: reason, position } = parsed.error;
      issues.push({ target, code: "bad_template", text: "", args: { ...parsed.error.args, reason, position } });
      continue;
    }
    const condition = when ? compileRowCondition(when, phone) : null;
    if (condition && !condition.ok) {
      issues.push({ target, code: "bad_condition", text: "", args: { reason: condition.issue.code } });
      continue;
    }
    compiled.push({
      target,
      policy,
      type: field.type,
      template: compileTemplate(parsed.template),
      convert: createConverter(field, directory),
      condition: condition?.value ?? null,
    });
  }
  // The stage's name is looked up in the deal's pipeline, so that the pipeline has to be known by then.
  const stages = compiled.filter((row) => row.type === "stage");
  const others = compiled.filter((row) => row.type !== "stage");
  return { rows: [...others, ...stages], issues };
}

/**
 * Compiles the condition of a row. It is looked at before anything is mapped, so that it may ask the event alone: any other
 * field is a `bad_field`.
 */
export function compileRowCondition(
  condition: FilterCondition,
  phone: PhoneSettings,
): ReturnType<typeof compileCondition> {
  if (!condition.field.startsWith("event:")) {
    const issue: ConditionIssue = { code: "bad_field", valueIndex: null, detail: "" };
    return { ok: false, issue };
  }
  return compileCondition(condition, { isCaseSensitive: false, phone, timeZone: DEFAULT_TIME_ZONE });
}

function undirectedField(target: FieldKey): CrmField {
  const [entity, key] = target.startsWith("deal.")
    ? (["deal", target.slice("deal.".length)] as const)
    : (["contact", target.slice("contact.".length)] as const);
  const type = BUILT_IN_TYPES[target] ?? "text";
  return { entity, key, label: key, type, isBuiltIn: Object.hasOwn(BUILT_IN_TYPES, target), isRequired: false };
}
