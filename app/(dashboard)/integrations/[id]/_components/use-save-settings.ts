"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { FieldPath } from "react-hook-form";
import { toast } from "@/components/ui/toast";
import { useZodForm } from "@/components/ui/use-zod-form";
import type { IntegrationDetails } from "@/lib/integrations/queries";
import { type IntegrationFormInput, integrationFormSchema } from "@/lib/integrations/schema";
import type { SettingsIssue } from "@/lib/integrations/validate-settings";
import { useActionFailure } from "../../_components/use-action-failure";
import { saveIntegration } from "../actions";

/** Why the last attempt to save came to nothing. */
export type SaveProblem = { kind: "fields" } | { kind: "conflict" } | { kind: "other"; text: string };

/**
 * The form over the whole settings page. Saving stores the next version; when somebody else saved meanwhile, what was typed
 * stays, `problem` says so, and `takeTheirs` puts the stored settings into the form.
 */
export function useSaveSettings(integration: IntegrationDetails) {
  const t = useTranslations("integrations");
  const failureText = useActionFailure();
  const router = useRouter();
  const form = useZodForm(integrationFormSchema, toFormValues(integration));
  const [version, setVersion] = useState(integration.version);
  const [problem, setProblem] = useState<SaveProblem | null>(null);
  const isReloadWanted = useRef(false);
  const { isDirty } = form.formState;

  useEffect(() => {
    if (integration.version <= version || (isDirty && !isReloadWanted.current)) return;
    isReloadWanted.current = false;
    form.reset(toFormValues(integration));
    setVersion(integration.version);
    setProblem(null);
  }, [integration, version, isDirty, form]);

  const issueText = (issue: SettingsIssue) => {
    if (issue.kind === "destination") return t(`issues.destination.${issue.code}`);
    if (issue.kind === "template") return t(`issues.template.${issue.code}`, issue.values);
    return t(`issues.filter.${issue.code}`, issue.values);
  };

  const showErrors = (errors: readonly { path: string; message: string }[]) => {
    for (const [index, { path, message }] of errors.entries()) {
      // Paths are those of the schema that the form was made of.
      form.setError(path as FieldPath<IntegrationFormInput>, { message }, { shouldFocus: index === 0 });
    }
    setProblem({ kind: "fields" });
  };

  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    const saved = await saveIntegration({ ...values, id: integration.id, expectedVersion: version }).catch(
      () => ({ ok: false, reason: "unexpected" }) as const,
    );
    if (saved.ok) {
      form.reset(values);
      setVersion(saved.version);
      toast(saved.released > 0 ? t("save.savedAndReleased", { count: saved.released }) : t("save.saved"));
    } else if (saved.reason === "conflict") setProblem({ kind: "conflict" });
    else if (saved.reason === "invalid_settings") {
      showErrors(saved.issues.map((issue) => ({ path: issue.path, message: issueText(issue) })));
    } else if (saved.reason === "invalid") {
      showErrors(Object.entries(saved.fieldErrors).map(([path, message]) => ({ path, message })));
    } else setProblem({ kind: "other", text: failureText(saved) });
  });

  const takeTheirs = () => {
    isReloadWanted.current = true;
    router.refresh();
  };

  return { form, submit, problem, takeTheirs };
}

function toFormValues({ name, settings }: IntegrationDetails) {
  return { name, ...settings };
}
