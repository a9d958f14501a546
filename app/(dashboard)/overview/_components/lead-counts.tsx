import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/status-badge";
import { LEAD_STATUSES } from "@/lib/leads/status";
import type { Overview } from "@/lib/overview/queries";

/** How many leads of each status the last 24 hours brought; each leads to those leads. */
export function LeadCounts({ counts }: { counts: Overview["counts"] }) {
  const t = useTranslations("overview.counts");
  const format = useFormatter();
  const total = LEAD_STATUSES.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
  const shown = LEAD_STATUSES.filter((status) => counts[status]);

  return (
    <section aria-labelledby="counts" className="max-w-2xl">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="counts" className="font-semibold text-[15px]">
          {t("title")}
        </h2>
        <p className="text-muted tabular-nums">{t("total", { count: total })}</p>
      </div>
      {total === 0 ? (
        <p className="mt-2 text-muted">{t("none")}</p>
      ) : (
        <ul className="mt-2">
          {shown.map((status) => (
            <li
              key={status}
              className="relative grid h-10 grid-cols-[9.5rem_minmax(0,1fr)_4rem] items-center gap-3 border-line border-b px-2 hover:bg-hover"
            >
              <Link href={`/registry?status=${status}`} className="stretched-link flex rounded-md">
                <StatusBadge of="lead" status={status} />
              </Link>
              <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-neutral-soft">
                <span
                  className="block h-full rounded-full bg-accent"
                  style={{ width: `${Math.max(1, ((counts[status] ?? 0) / total) * 100)}%` }}
                />
              </span>
              <span className="text-end font-medium tabular-nums">{format.number(counts[status] ?? 0)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
