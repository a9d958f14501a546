"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import type { TrialSummary } from "@/lib/preview/sum-up-trial";
import { useRecentEvents } from "../recent-events";
import { StoppedLead } from "./stopped-lead";

/** Who did not pass, by which condition, and what was there. */
export function StoppedLeads({ stopped }: { stopped: TrialSummary["stopped"] }) {
  const t = useTranslations("filterBuilder.trial");
  const { areSamples } = useRecentEvents();
  return (
    <details className="group border-line border-t">
      <summary className="flex min-h-8 cursor-pointer list-none items-center gap-1.5 rounded-b-lg px-3 py-1.5 hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 text-muted transition-transform group-open:rotate-90" />
        {t("stopped", { count: stopped.length })}
      </summary>
      {/* Samples have no links, by which a part that scrolls is reached with the keyboard. */}
      <div className={cx("relative px-3 pb-2", !areSamples && "max-h-96 overflow-y-auto")}>
        <table className="w-full border-collapse text-start max-md:block">
          <thead className="max-md:sr-only">
            <tr className="border-line border-b text-[13px] text-muted">
              <th scope="col" className="w-1/4 py-1.5 pe-3 text-start font-medium">
                {t("columns.lead")}
              </th>
              <th scope="col" className="w-28 py-1.5 pe-3 text-start font-medium">
                {t("columns.time")}
              </th>
              <th scope="col" className="py-1.5 pe-3 text-start font-medium">
                {t("columns.condition")}
              </th>
              <th scope="col" className="w-1/4 py-1.5 text-start font-medium">
                {t("columns.value")}
              </th>
            </tr>
          </thead>
          <tbody className="max-md:block">
            {stopped.map(({ key, by }) => (
              <StoppedLead key={key} leadKey={key} by={by} />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
