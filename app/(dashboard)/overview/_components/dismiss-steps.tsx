"use client";

import { ListChecks } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useFailureText } from "@/components/ui/use-failure-text";
import { dismissSteps } from "../actions";

/** Puts the checklist away. */
export function DismissSteps() {
  const t = useTranslations("overview.steps");
  const { isBusy, set } = useDismiss();
  return (
    <Button size="sm" variant="ghost" isBusy={isBusy} onClick={() => set(true, t("dismissed"))}>
      {t("dismiss")}
    </Button>
  );
}

/** Brings the checklist back where it was. */
export function ResumeSteps({ label }: { label: string }) {
  const { isBusy, set } = useDismiss();
  return (
    <div>
      <Button icon={<ListChecks aria-hidden />} isBusy={isBusy} onClick={() => set(false)}>
        {label}
      </Button>
    </div>
  );
}

function useDismiss() {
  const failureText = useFailureText();
  const [isBusy, start] = useTransition();
  const set = (isDismissed: boolean, words?: string) =>
    start(async () => {
      const result = await dismissSteps({ isDismissed }).catch(() => ({ ok: false, reason: "unexpected" }) as const);
      if (!result.ok) toast(failureText(result.reason), "danger");
      else if (words) toast(words);
    });
  return { isBusy, set };
}
