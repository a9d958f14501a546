"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { decide } from "@/lib/rules/decide";
import { useSettingsForm } from "./settings-context";

const SOMEONE = { id: "", responsibleId: null };
const CASES = [
  { key: "nobody", contact: null, activeDeal: null },
  { key: "contactOnly", contact: SOMEONE, activeDeal: null },
  { key: "contactAndDeal", contact: SOMEONE, activeDeal: SOMEONE },
] as const;

/** What becomes of a lead in each case by the rules that are ticked now; the same decision that delivery makes. */
export function RulesSummary() {
  const t = useTranslations("integrations.rules.summary");
  const { control } = useSettingsForm();
  const [isDealForbidden = false, isTaskForbidden = false, update = "if_empty"] = useWatch({
    control,
    name: ["rules.isDealForbidden", "rules.isTaskForbidden", "rules.update"],
  });

  return (
    <table className="w-full border-collapse text-start">
      <caption className="mb-1.5 text-start font-medium">{t("title")}</caption>
      <thead>
        <tr className="border-line border-b text-[13px] text-muted">
          <th scope="col" className="w-2/5 py-1.5 pe-3 text-start font-medium">
            {t("found")}
          </th>
          <th scope="col" className="py-1.5 pe-3 text-start font-medium">
            {t("done")}
          </th>
          <th scope="col" className="w-1/4 py-1.5 text-start font-medium max-sm:hidden">
            {t("responsible")}
          </th>
        </tr>
      </thead>
      <tbody>
        {CASES.map(({ key, contact, activeDeal }) => {
          const { kind, responsible } = decide({ contact, activeDeal, rules: { isDealForbidden, isTaskForbidden } });
          return (
            <tr key={key} className="border-line border-b align-top">
              <th scope="row" className="py-2 pe-3 text-start font-normal">
                {t(`cases.${key}`)}
              </th>
              <td className="py-2 pe-3">{t(`plans.${kind}`, { update })}</td>
              <td className="py-2 text-muted max-sm:hidden">
                {responsible ? t(`responsibles.${responsible.from}`) : "–"}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
