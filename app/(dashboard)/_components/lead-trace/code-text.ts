import type { useTranslations } from "next-intl";

export type RegistryTexts = ReturnType<typeof useTranslations<"registry">>;

/** Groups of texts in the namespace `registry` that have one text for each code. */
export type CodeGroup =
  | "assignBecause"
  | "assignFrom"
  | "assignNotes"
  | "bodyNotes"
  | "bodyProblems"
  | "candidateReasons"
  | "changeReasons"
  | "contactReasons"
  | "crmErrorKinds"
  | "crmErrors"
  | "dealReasons"
  | "eventKinds"
  | "fields.contact"
  | "fields.deal"
  | "issues"
  | "operators"
  | "phoneProblems"
  | "planReasons"
  | "plans"
  | "reasons"
  | "reasonsShort"
  | "services"
  | "stages"
  | "steps.status"
  | "todos"
  | "types"
  | "writes";

/**
 * The text of a code that was stored with a lead, or null where there is none: the lead may be older or newer than the
 * texts.
 */
export function findCodeText(
  t: RegistryTexts,
  group: CodeGroup,
  code: string,
  values?: Record<string, string | number>,
): string | null {
  // The codes are data: names of every object, such as `constructor`, are no texts, and `has` would find them.
  const key = `${group}.${code}` as Parameters<RegistryTexts>[0];
  return /^\w+$/.test(code) && !(code in {}) && t.has(key) ? t(key, values) : null;
}

/** The text of a code, or the code itself. */
export function codeText(
  t: RegistryTexts,
  group: CodeGroup,
  code: string,
  values?: Record<string, string | number>,
): string {
  return findCodeText(t, group, code, values) ?? code;
}
