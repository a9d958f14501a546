"use client";

import { Check, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useFailureText } from "@/components/ui/use-failure-text";
import { setTaskDone } from "../../../../actions";

/** Marks a task as done, or takes that back. */
export function TaskDone({ trialCrmId, taskId, isDone }: { trialCrmId: string; taskId: string; isDone: boolean }) {
  const t = useTranslations("trialCrm.taskDone");
  const failureText = useFailureText();
  const [isPending, startTransition] = useTransition();

  function toggle() {
    startTransition(async () => {
      const result = await setTaskDone({ trialCrmId, taskId, isDone: !isDone });
      if (!result.ok) toast(failureText(result.reason), "danger");
    });
  }

  return (
    <Button
      variant={isDone ? "secondary" : "primary"}
      icon={isDone ? <Undo2 aria-hidden /> : <Check aria-hidden />}
      isBusy={isPending}
      onClick={toggle}
    >
      {t(isDone ? "undo" : "done")}
    </Button>
  );
}
