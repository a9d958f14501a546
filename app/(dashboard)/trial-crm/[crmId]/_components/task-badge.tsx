"use client";

import { Circle, CircleAlert, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { useClock } from "@/components/ui/clock";

/** Whether a task is done, to be done, or late. */
export function TaskBadge({ isDone, dueAt }: { isDone: boolean; dueAt: Date }) {
  const t = useTranslations("trialCrm.taskStates");
  const isLate = dueAt.getTime() < useClock();
  if (isDone)
    return (
      <Badge tone="success" icon={<CircleCheck aria-hidden />}>
        {t("done")}
      </Badge>
    );
  if (isLate)
    return (
      <Badge tone="warning" icon={<CircleAlert aria-hidden />}>
        {t("late")}
      </Badge>
    );
  return (
    <Badge tone="info" icon={<Circle aria-hidden />}>
      {t("open")}
    </Badge>
  );
}
