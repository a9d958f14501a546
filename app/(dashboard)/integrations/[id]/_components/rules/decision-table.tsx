"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { isInForce, listDecisions } from "@/lib/rules/list-decisions";
import { useSettingsForm } from "../settings-context";
import { DecisionRow } from "./decision-row";

const DECISIONS = listDecisions();

/** Every decision that delivery can make, with those in force by the rules that are ticked now. */
export function DecisionTable() {
  const t = useTranslations("filterBuilder.decisions");
  const { control } = useSettingsForm();
  const [isDealForbidden = false, isTaskForbidden = false] = useWatch({
    control,
    name: ["rules.isDealForbidden", "rules.isTaskForbidden"],
  });

  return (
    <table className="w-full border-collapse text-start">
      <caption className="mb-1.5 text-start">
        <span className="font-medium">{t("title")}</span>
        <span className="mt-0.5 block text-[13px] text-muted">{t("legend")}</span>
      </caption>
      <thead>
        <tr className="border-line border-b text-[13px] text-muted">
          <th scope="col" className="w-8 py-1.5 text-start font-medium">
            <span className="sr-only">{t("inForce")}</span>
            <Check aria-hidden className="ms-2 size-3.5" />
          </th>
          <th scope="col" className="py-1.5 pe-3 text-start font-medium lg:hidden">
            {t("situation")}
          </th>
          {(["contact", "deal", "dealForbidden", "taskForbidden"] as const).map((column) => (
            <th key={column} scope="col" className="py-1.5 pe-3 text-start font-medium max-lg:hidden">
              {t(column)}
            </th>
          ))}
          <th scope="col" className="py-1.5 pe-3 text-start font-medium">
            {t("done")}
          </th>
          <th scope="col" className="py-1.5 pe-2 text-start font-medium max-sm:hidden">
            {t("responsible")}
          </th>
        </tr>
      </thead>
      <tbody>
        {DECISIONS.map((decision) => (
          <DecisionRow
            key={decision.kind}
            decision={decision}
            isInForce={isInForce(decision, { isDealForbidden, isTaskForbidden })}
          />
        ))}
      </tbody>
    </table>
  );
}
