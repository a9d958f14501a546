"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { FieldPath } from "react-hook-form";
import { toast } from "@/components/ui/toast";
import { useZodForm } from "@/components/ui/use-zod-form";
import type { IntegrationDraft } from "@/lib/integrations/drafts";
import type { EditBasis } from "@/lib/integrations/edit-basis";
import type { EditState, LastEdit } from "@/lib/integrations/edit-state";
import type { IntegrationDetails } from "@/lib/integrations/queries";
import { type IntegrationFormInput, type IntegrationSettings, integrationFormSchema } from "@/lib/integrations/schema";
import { stableJson } from "@/lib/integrations/stable-json";
import type { SettingsIssue } from "@/lib/integrations/validate-settings";
import { useActionFailure } from "../../../_components/use-action-failure";
import { checkIntegration, discardIntegrationDraft, publishIntegration, saveIntegrationDraft } from "../../actions";
import { useIssueText } from "../use-issue-text";
import { useBasisWatch } from "./use-basis-watch";
import { useEditText } from "./use-edit-text";

/** What the form holds: the name and the settings. */
export type FormValues = IntegrationSettings & { name: string };

/** Why the last attempt to save or publish came to nothing. */
export type SaveProblem = { kind: "fields" } | { kind: "conflict" } | { kind: "other"; text: string };

/** What somebody else has stored since the form was loaded, and what was done last. */
export type TheirEdits = { basis: EditBasis; values: FormValues; last: LastEdit };

type Failure =
  | { ok: false; reason: "invalid_settings"; issues: readonly SettingsIssue[] }
  | { ok: false; reason: "invalid"; fieldErrors: Record<string, string> }
  | { ok: false; reason: "conflict" | "not_found" | "forbidden" | "signed_out" | "unexpected" };

/**
 * The form over the whole settings page, and its way to a draft and to a version. It begins with the draft, where there is one. When
 * somebody else writes meanwhile, an untouched form follows; in one that was touched everything typed stays, and `theirs` holds the
 * stored state until the person has chosen.
 */
export function useDraftEditing({
  integration,
  draft,
  edit,
  mayEdit,
}: {
  integration: IntegrationDetails;
  draft: IntegrationDraft | null;
  edit: EditState;
  mayEdit: boolean;
}) {
  const t = useTranslations("versions");
  const issueText = useIssueText();
  const editText = useEditText();
  const failureText = useActionFailure();
  const router = useRouter();
  const { id } = integration;
  const published = toValues(integration);
  const form = useZodForm(integrationFormSchema, toValues(draft ?? integration));
  const [basis, setBasis] = useState(edit.basis);
  const [theirs, setTheirs] = useState<TheirEdits | null>(null);
  const [problem, setProblem] = useState<SaveProblem | null>(null);
  const [toPublish, setToPublish] = useState<FormValues | null>(null);
  const { isDirty } = form.formState;

  const adopt = (stored: TheirEdits) => {
    form.reset(stored.values);
    setBasis(stored.basis);
    setTheirs(null);
    setProblem(null);
    setToPublish(null);
  };

  const seen = useRef(edit);
  /** What this form has just written over: a page that was on its way then may still bring it. */
  const overwritten = useRef<EditBasis | null>(null);
  useEffect(() => {
    if (seen.current === edit) return;
    seen.current = edit;
    if (isSameBasis(edit.basis, basis)) {
      overwritten.current = null;
      setTheirs(null);
      return;
    }
    if (overwritten.current && isSameBasis(overwritten.current, edit.basis)) return;
    const stored = { basis: edit.basis, values: toValues(draft ?? integration), last: edit.last };
    if (mayEdit && isDirty) setTheirs(stored);
    else {
      adopt(stored);
      if (mayEdit) toast(t("followed", { what: editText(edit) }));
    }
  });

  useBasisWatch({
    integrationId: id,
    isOn: mayEdit,
    isKnown: (current) => isSameBasis(current, basis) || isSameBasis(current, edit.basis),
    onChange: () => router.refresh(),
  });

  const showErrors = (errors: readonly { path: string; message: string }[]) => {
    for (const [index, { path, message }] of errors.entries()) {
      // Paths are those of the schema that the form was made of.
      form.setError(path as FieldPath<IntegrationFormInput>, { message }, { shouldFocus: index === 0 });
    }
    setProblem({ kind: "fields" });
  };

  const fail = (failure: Failure) => {
    setToPublish(null);
    if (failure.reason === "conflict") {
      setProblem({ kind: "conflict" });
      router.refresh();
    } else if (failure.reason === "invalid_settings") {
      showErrors(failure.issues.map((issue) => ({ path: issue.path, message: issueText(issue) })));
    } else if (failure.reason === "invalid") {
      showErrors(Object.entries(failure.fieldErrors).map(([path, message]) => ({ path, message })));
    } else setProblem({ kind: "other", text: failureText(failure) });
  };

  /** What was sent is stored now; what was typed since then stays typed. */
  const settle = (next: EditBasis, { values, sent, over }: { values: FormValues; sent: string; over: EditBasis }) => {
    const typed = form.getValues();
    overwritten.current = over;
    setBasis(next);
    setTheirs(null);
    setProblem(null);
    form.reset(values);
    if (stableJson(typed) === sent) return;
    for (const key of Object.keys(values) as (keyof FormValues)[]) {
      form.setValue(key, typed[key], { shouldDirty: true });
    }
  };

  const onInvalid = () => setProblem({ kind: "fields" });

  const nameWas = () => form.formState.defaultValues?.name;

  const saveOn = (on: EditBasis) =>
    form.handleSubmit(async (values) => {
      const sent = stableJson(form.getValues());
      const saved = await saveIntegrationDraft({ ...values, id, basis: on, nameWas: nameWas() }).catch(unexpected);
      if (!saved.ok) return fail(saved);
      settle(saved.basis, { values, sent, over: on });
    }, onInvalid);

  const askToPublish = form.handleSubmit(async (values) => {
    setProblem(null);
    const checked = await checkIntegration({ ...values, id, basis }).catch(unexpected);
    if (checked.ok) setToPublish(values);
    else fail(checked);
  }, onInvalid);

  const publish = async () => {
    if (!toPublish) return;
    const sent = stableJson(form.getValues());
    const done = await publishIntegration({ ...toPublish, id, basis, nameWas: nameWas() }).catch(unexpected);
    if (!done.ok) return fail(done);
    settle({ version: done.version, revision: null }, { values: toPublish, sent, over: basis });
    setToPublish(null);
    const { version, released } = done;
    toast(released > 0 ? t("publishedAndReleased", { version, count: released }) : t("published", { version }));
  };

  const discard = async () => {
    const done = await discardIntegrationDraft({ id, basis }).catch(unexpected);
    if (!done.ok) return fail(done);
    overwritten.current = basis;
    adopt({ basis: done.basis, values: published, last: edit.last });
    toast(t("discarded"));
  };

  return {
    form,
    published,
    hasDraft: basis.revision !== null,
    problem,
    theirs,
    toPublish,
    save: saveOn(basis),
    askToPublish,
    publish,
    cancelPublish: () => setToPublish(null),
    discard,
    /** Back to what was loaded, or to what somebody else has stored since. */
    reset: () => {
      if (theirs) return adopt(theirs);
      form.reset();
      setProblem(null);
    },
    takeTheirs: () => theirs && adopt(theirs),
    keepMine: () => (theirs ? saveOn(theirs.basis)() : undefined),
  };
}

export type DraftEditing = ReturnType<typeof useDraftEditing>;

function toValues({ name, settings }: { name: string; settings: IntegrationSettings }): FormValues {
  return { name, ...settings };
}

function isSameBasis(one: EditBasis, other: EditBasis) {
  return one.version === other.version && one.revision === other.revision;
}

function unexpected() {
  return { ok: false, reason: "unexpected" } as const;
}
