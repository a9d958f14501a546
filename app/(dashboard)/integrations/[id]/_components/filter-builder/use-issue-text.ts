"use client";

import { useTranslations } from "next-intl";
import type { FilterIssue } from "@/lib/filter/compile-filter";
import { useSettingsForm } from "../settings-context";
import { useFilterTrial } from "./filter-trial";

/** Where an error of a condition stands: at the field, at the values as a whole, or at one of them. */
export type IssuePlace = "field" | "values" | number;

/** What is wrong with one condition, in words, as it stands in the form now; what the server found shows until then. */
export function useIssueText({ groupIndex, index }: { groupIndex: number; index: number }) {
  const t = useTranslations("integrations.issues.filter");
  const { issues } = useFilterTrial();
  const { formState } = useSettingsForm();
  const issue = issues.find((each) => each.groupIndex === groupIndex && each.conditionIndex === index);
  const stored = formState.errors.filter?.groups?.[groupIndex]?.conditions?.[index];

  return (place: IssuePlace): string | undefined => {
    if (issue) return placeOf(issue) === place ? t(issue.code, { detail: issue.detail }) : undefined;
    if (place === "field") return stored?.field?.message;
    return place === "values" ? messageIn(stored?.values) : undefined;
  };
}

function placeOf({ code, valueIndex }: FilterIssue): IssuePlace {
  return code === "bad_field" ? "field" : (valueIndex ?? "values");
}

/** The error of a list may stand at the list or at one of its items. */
function messageIn(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("message" in error && typeof error.message === "string") return error.message;
  return Object.values(error).map(messageIn).find(Boolean);
}
