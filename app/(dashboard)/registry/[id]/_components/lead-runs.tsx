import Link from "next/link";
import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";

/** The runs of a lead that was replayed, the last first; each has its own steps. */
export function LeadRuns({ id, run, shownRun }: { id: string; run: number; shownRun: number }) {
  const t = useTranslations("registry.lead");
  const runs = Array.from({ length: run }, (_, index) => run - index);
  return (
    <nav aria-label={t("runs")} className="mb-4 flex gap-4 overflow-x-auto border-line border-b">
      {runs.map((number) => (
        <Link
          key={number}
          href={number === run ? `/registry/${id}` : `/registry/${id}?run=${number}`}
          scroll={false}
          aria-current={number === shownRun ? "page" : undefined}
          className={cx(
            "-mb-px flex h-9 items-center whitespace-nowrap border-b-2 -outline-offset-2 hover:text-text",
            number === shownRun ? "border-accent font-medium text-text" : "border-transparent text-muted",
          )}
        >
          {number === run ? t("currentRun", { run: number }) : t("run", { run: number })}
        </Link>
      ))}
    </nav>
  );
}
