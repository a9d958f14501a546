"use client";

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useRecentEvents } from "../recent-events";
import { useFilterTrial } from "./filter-trial";
import { StoppedLeads } from "./stopped-leads";
import { TrialLine } from "./trial-line";

/** What the filter in the form would have made of the last leads. */
export function TrialPanel() {
  const t = useTranslations("filterBuilder.trial");
  const { state, areSamples, omitted, reload } = useRecentEvents();
  const { summary, problem } = useFilterTrial();

  if (state === "failed") {
    return (
      <div className="flex flex-wrap items-center gap-3 rounded-lg border border-line px-3 py-2.5">
        <p className="flex-1 text-muted">{t("failed")}</p>
        <Button size="sm" icon={<RotateCcw aria-hidden />} onClick={reload}>
          {t("reload")}
        </Button>
      </div>
    );
  }
  const counted = state === "ready" && problem === null ? summary : null;
  return (
    <div className="rounded-lg border border-line">
      <div className="flex flex-col gap-1.5 px-3 py-2.5">
        <TrialLine />
        {counted && (
          <p className="text-[13px] text-muted empty:hidden">
            {[
              areSamples && t("samples"),
              counted.notLeads > 0 && t("notLeads", { count: counted.notLeads }),
              omitted > 0 && t("omitted", { count: omitted }),
            ]
              .filter(Boolean)
              .join(" ")}
          </p>
        )}
      </div>
      {counted && counted.stopped.length > 0 && <StoppedLeads stopped={counted.stopped} />}
    </div>
  );
}
