"use client";

import { useEffect, useState } from "react";
import type { FieldPath } from "react-hook-form";
import type { z } from "zod";
import { type IntegrationFormInput, integrationFormSchema } from "@/lib/integrations/schema";
import type { SettingsIssue } from "@/lib/integrations/validate-settings";
import { useSettingsForm } from "../settings-context";
import { useIssueText } from "../use-issue-text";

/** The settings as they stand in the form, to be tried without being saved. */
export function useTriedSettings() {
  const issueText = useIssueText();
  const form = useSettingsForm();

  return {
    /** Null when a field does not hold what it should; the first of them is shown and gets the focus. */
    async read(): Promise<z.output<typeof integrationFormSchema> | null> {
      const parsed = integrationFormSchema.safeParse(form.getValues());
      if (parsed.success) return parsed.data;
      await form.trigger(undefined, { shouldFocus: true });
      return null;
    },
    /** Shows what the server found at the fields, and takes the person to the first one. */
    showIssues(issues: readonly SettingsIssue[]) {
      for (const [index, issue] of issues.entries()) {
        // Paths are those of the schema that the form was made of.
        const path = issue.path as FieldPath<IntegrationFormInput>;
        form.setError(path, { message: issueText(issue) }, { shouldFocus: index === 0 });
      }
    },
  };
}

/** Whether the form changed since `result` came. */
export function useIsOutdated(result: unknown): boolean {
  const form = useSettingsForm();
  const [outdated, setOutdated] = useState<unknown>(null);
  useEffect(() => {
    if (!result) return;
    return form.subscribe({ formState: { values: true }, callback: () => setOutdated(result) });
  }, [form, result]);
  return Boolean(result) && outdated === result;
}
