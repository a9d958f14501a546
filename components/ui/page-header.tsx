import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

/**
 * The head of a page: where it is (`trail`), its title, what stands beside the title, and the one main action.
 *
 * @example
 * <PageHeader title={t("title")} actions={<LinkButton variant="primary" href="/integrations/new">…</LinkButton>} />
 */
export function PageHeader({
  title,
  trail,
  aside,
  description,
  actions,
}: {
  title: ReactNode;
  /** The pages above this one, the nearest last. */
  trail?: { label: ReactNode; href: string }[];
  /** For example a status badge. */
  aside?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="mb-5 flex flex-wrap items-end justify-between gap-x-4 gap-y-3">
      <div className="min-w-0">
        {trail && (
          <ol className="mb-1 flex flex-wrap items-center gap-1 text-[13px] text-muted">
            {trail.map(({ label, href }) => (
              <li key={href} className="flex items-center gap-1">
                <Link href={href} className="rounded-sm py-0.5 hover:text-text hover:underline">
                  {label}
                </Link>
                <ChevronRight aria-hidden className="size-3.5 text-faint" />
              </li>
            ))}
          </ol>
        )}
        <div className="flex flex-wrap items-center gap-2.5">
          <h1 className="break-words font-semibold text-xl leading-7 tracking-[-0.01em]">{title}</h1>
          {aside}
        </div>
        {description && <p className="mt-1 max-w-prose text-muted">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
