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

/**
 * The form over the whole settings page. Saving stores the next version; when somebody else saved meanwhile, what was typed
 * stays, `isConflict` says so, and `takeTheirs` puts the stored settings into the form.
 */
export function useSaveSettings(integration: IntegrationDetails) {
  const t = useTranslations("integrations");
  const failureText = useActionFailure();
  const router = useRouter();
  const form = useZodForm(integrationFormSchema, toFormValues(integration));
  const [version, setVersion] = useState(integration.version);
  const [isConflict, setIsConflict] = useState(false);
  const isReloadWanted = useRef(false);
  const { isDirty } = form.formState;

  useEffect(() => {
    if (integration.version <= version || (isDirty && !isReloadWanted.current)) return;
    isReloadWanted.current = false;
    form.reset(toFormValues(integration));
    setVersion(integration.version);
    setIsConflict(false);
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
    toast(t("save.checkFields"), "danger");
  };

  const submit = form.handleSubmit(async (values) => {
    setIsConflict(false);
    const saved = await saveIntegration({ ...values, id: integration.id, expectedVersion: version }).catch(
      () => ({ ok: false, reason: "unexpected" }) as const,
    );
    if (saved.ok) {
      form.reset(values);
      setVersion(saved.version);
      toast(saved.released > 0 ? t("save.savedAndReleased", { count: saved.released }) : t("save.saved"));
    } else if (saved.reason === "conflict") setIsConflict(true);
    else if (saved.reason === "invalid_settings") {
      showErrors(saved.issues.map((issue) => ({ path: issue.path, message: issueText(issue) })));
    } else if (saved.reason === "invalid") {
      showErrors(Object.entries(saved.fieldErrors).map(([path, message]) => ({ path, message })));
    } else toast(failureText(saved), "danger");
  });

  const takeTheirs = () => {
    isReloadWanted.current = true;
    router.refresh();
  };

  return { form, submit, isConflict, takeTheirs };
}

function toFormValues({ name, settings }: IntegrationDetails) {
  return { name, ...settings };
}
