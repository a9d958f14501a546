import { useFormatter, useTranslations } from "next-intl";
import { listActiveFaults } from "@/lib/trial-crm/active-faults";
import type { TrialFaults } from "@/lib/trial-crm/schema";

/** The faults that are on, a sentence each. */
export function FaultSummary({ faults }: { faults: TrialFaults }) {
  const t = useTranslations("trialCrm.faults.present");
  const tTarget = useTranslations("trialCrm.faults.targets");
  const format = useFormatter();
  const { delayMs = 0, searchLagMs = 0, failure, loseAnswers } = faults;

  function toSentence(fault: keyof TrialFaults): string {
    switch (fault) {
      case "delayMs":
        return t("delay", { seconds: delayMs / 1_000 });
      case "searchLagMs":
        return t("lag", { seconds: searchLagMs / 1_000 });
      case "failure":
        return failure ? toFailureSentence(failure) : "";
      case "loseAnswers":
        return t("lost", { count: loseAnswers?.nextCalls ?? 0, on: tTarget(loseAnswers?.on ?? "writes") });
      case "allowsRepeats":
        return t("repeats");
    }
  }

  function toFailureSentence({
    status,
    on = "all",
    nextCalls,
    share,
    retryAfterSeconds,
  }: NonNullable<TrialFaults["failure"]>) {
    const values = { status: String(status), on: tTarget(on) };
    const sentence =
      nextCalls !== undefined
        ? t("failureNext", { ...values, count: nextCalls })
        : share !== undefined && share < 1
          ? t("failureShare", { ...values, share: format.number(share, "percent") })
          : t("failureAll", values);
    return retryAfterSeconds === undefined
      ? sentence
      : `${sentence} ${t("retryAfter", { seconds: retryAfterSeconds })}`;
  }

  return (
    <ul className="mt-1 list-disc ps-4">
      {listActiveFaults(faults).map((fault) => (
        <li key={fault}>{toSentence(fault)}</li>
      ))}
    </ul>
  );
}
