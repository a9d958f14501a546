import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonClasses } from "../ui/button-classes";
import { LinkButton } from "../ui/link-button";

/**
 * Newer and older pages of a list that is paged by key; `null` where there is none. `summary` says what is shown.
 *
 * @example
 * <KeysetPager newerHref={newer && `/registry?after=${newer}`} olderHref={older && `/registry?before=${older}`} />
 */
export function KeysetPager({
  newerHref,
  olderHref,
  summary,
}: {
  newerHref: string | null;
  olderHref: string | null;
  summary?: ReactNode;
}) {
  const t = useTranslations("common");
  if (!newerHref && !olderHref) return summary ? <p className="py-3 text-muted">{summary}</p> : null;
  return (
    <nav aria-label={t("paging")} className="flex flex-wrap items-center justify-between gap-3 py-3">
      <p className="text-muted tabular-nums">{summary}</p>
      <div className="flex gap-2">
        <PagerLink href={newerHref} icon={<ChevronLeft aria-hidden />}>
          {t("newer")}
        </PagerLink>
        <PagerLink href={olderHref} iconEnd={<ChevronRight aria-hidden />}>
          {t("older")}
        </PagerLink>
      </div>
    </nav>
  );
}

function PagerLink({
  href,
  icon,
  iconEnd,
  children,
}: {
  href: string | null;
  icon?: ReactNode;
  iconEnd?: ReactNode;
  children: ReactNode;
}) {
  if (!href) {
    return (
      <span aria-disabled className={buttonClasses({ size: "sm" })}>
        {icon}
        {children}
        {iconEnd}
      </span>
    );
  }
  return (
    <LinkButton href={href} size="sm" icon={icon}>
      {children}
      {iconEnd}
    </LinkButton>
  );
}
