import { Check, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import type { FirstSteps as Steps } from "@/lib/overview/queries";
import { DismissSteps, ResumeSteps } from "./dismiss-steps";
import { type FirstStep, listFirstSteps } from "./list-first-steps";

/**
 * The way to the first published settings. Gone when all of it is done; one who knows the way may put it away, and bring it back
 * where it was.
 */
export function FirstSteps({ steps, mayDismiss }: { steps: Steps; mayDismiss: boolean }) {
  const t = useTranslations("overview.steps");
  const items = listFirstSteps(steps);
  const done = items.filter(({ isDone }) => isDone).length;
  const next = items.findIndex(({ isDone }) => !isDone);
  const progress = { done, total: items.length };

  if (done === items.length) return null;
  if (steps.isDismissed) return mayDismiss && <ResumeSteps label={t("resume", progress)} />;
  return (
    <section aria-labelledby="first-steps" className="max-w-2xl">
      <div className="mb-3 flex flex-wrap items-start gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1">
          <h2 id="first-steps" className="mb-1 font-semibold text-[15px]">
            {t("title")} <span className="ms-1 font-normal text-muted tabular-nums">{t("progress", progress)}</span>
          </h2>
          <p className="text-muted">{t("text")}</p>
        </div>
        {mayDismiss && <DismissSteps />}
      </div>
      <ol className="overflow-hidden rounded-lg border border-line bg-surface">
        {items.map((step, index) => (
          <StepRow key={step.key} step={step} number={index + 1} isNext={index === next} />
        ))}
      </ol>
    </section>
  );
}

function StepRow({
  step: { key, isDone, href },
  number,
  isNext,
}: {
  step: FirstStep;
  number: number;
  isNext: boolean;
}) {
  const t = useTranslations("overview.steps");
  return (
    <li className="relative flex items-center gap-3 border-line border-b px-4 py-3 last:border-b-0 hover:bg-hover">
      <span
        aria-hidden
        className={cx(
          "grid size-6 shrink-0 place-items-center rounded-full font-semibold text-xs",
          isDone && "bg-success-soft text-success-text",
          !isDone && (isNext ? "bg-accent text-on-accent" : "bg-neutral-soft text-muted"),
        )}
      >
        {isDone ? <Check className="size-3.5" /> : number}
      </span>
      <div className="min-w-0 flex-1">
        <Link href={href} className="stretched-link rounded-sm font-medium">
          {t(`${key}.title`)}
        </Link>
        {isDone && <span className="sr-only"> – {t("done")}</span>}
        {isNext && <p className="text-muted">{t(`${key}.text`)}</p>}
      </div>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
    </li>
  );
}
