"use client";

import { useTranslations } from "next-intl";
import { useRecentEvents } from "../recent-events";
import { useFilterTrial } from "./filter-trial";

/** «Проходять 37 з останніх 50 лідів», kept up to date and announced when the numbers change. */
export function TrialLine() {
  const t = useTranslations("filterBuilder.trial");
  const { state, areSamples } = useRecentEvents();
  const { summary, problem } = useFilterTrial();
  const isCounted = state === "ready" && problem === null && summary !== null;
  const { leads, passed } = summary ?? { leads: 0, passed: 0 };

  function line() {
    if (problem !== null) return t(`problems.${problem}`);
    if (state !== "ready" || summary === null) return t("loading");
    if (leads === 0) return t("none");
    return areSamples ? t("lineOfSamples", { passed, leads }) : t("line", { passed, leads });
  }

  return (
    <>
      <p role="status" className={isCounted ? "font-medium tabular-nums" : "text-muted"}>
        {line()}
      </p>
      {isCounted && leads > 0 && (
        <div aria-hidden className="h-1.5 max-w-md overflow-hidden rounded-full bg-pressed">
          <div className="h-full rounded-full bg-accent" style={{ width: `${(passed / leads) * 100}%` }} />
        </div>
      )}
    </>
  );
}
