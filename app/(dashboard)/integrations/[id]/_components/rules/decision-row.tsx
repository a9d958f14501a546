"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { cx } from "@/components/ui/cx";
import type { Decision } from "@/lib/rules/list-decisions";
import { useSettingsForm } from "../settings-context";
import { useResponsibleText } from "./use-responsible-text";

/** What happens in one case; on narrow screens the case is told in words instead of columns. */
export function DecisionRow({ decision, isInForce }: { decision: Decision; isInForce: boolean }) {
  const t = useTranslations("filterBuilder.decisions");
  const tPlans = useTranslations("integrations.rules.plans");
  const { control } = useSettingsForm();
  const update = useWatch({ control, name: "rules.update" }) ?? "if_empty";
  const responsibleText = useResponsibleText();
  const { hasContact, hasActiveDeal, isDealForbidden, isTaskForbidden, kind, responsibleFrom } = decision;
  const finding = !hasContact ? "nobody" : hasActiveDeal ? "contactAndDeal" : "contactOnly";
  const responsible = responsibleFrom ? responsibleText(responsibleFrom) : "–";
  const conditions = [
    isDealForbidden !== null && t(isDealForbidden ? "rules.dealForbidden" : "rules.dealAllowed"),
    isTaskForbidden !== null && t(isTaskForbidden ? "rules.taskForbidden" : "rules.taskAllowed"),
  ].filter(Boolean);

  return (
    <tr
      data-in-force={isInForce}
      className={cx("border-line border-b align-top", isInForce ? "bg-accent-soft" : "text-faint")}
    >
      <td className="py-2 ps-2">
        {isInForce && <Check aria-hidden className="mt-0.5 size-3.5 text-accent-text" />}
        <span className="sr-only">{t(isInForce ? "inForce" : "notInForce")}</span>
      </td>
      <td className="py-2 pe-3 lg:hidden">
        {t(`found.${finding}`)}, {conditions.join(", ")}
      </td>
      {[hasContact, hasContact ? hasActiveDeal : undefined, isDealForbidden, isTaskForbidden].map((answer, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns are always the same four.
        <td key={column} className="py-2 pe-3 max-lg:hidden">
          {answer === undefined ? "–" : t(answer === null ? "any" : answer ? "yes" : "no")}
        </td>
      ))}
      <td className={cx("py-2 pe-3", isInForce && "font-medium")}>
        {tPlans(kind, { update })}
        <span className="mt-0.5 block font-normal text-[13px] sm:hidden">{responsibleFrom && responsible}</span>
      </td>
      <td className="py-2 pe-2 max-sm:hidden">{responsible}</td>
    </tr>
  );
}
