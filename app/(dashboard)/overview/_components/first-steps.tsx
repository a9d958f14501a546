import { Check, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import type { Overview } from "@/lib/overview/queries";

/** The way to the first delivered lead, ticked off from what the account really has. */
export function FirstSteps({ steps }: { steps: Overview["steps"] }) {
  const t = useTranslations("overview.steps");
  const integrationHref = steps.integrationId ? `/integrations/${steps.integrationId}` : "/integrations";
  const items = [
    { key: "connection", isDone: steps.hasConnection, href: "/connections" },
    { key: "integration", isDone: steps.integrationId !== null, href: "/integrations" },
    { key: "lead", isDone: steps.hasLead, href: integrationHref },
    { key: "delivered", isDone: steps.hasDelivered, href: steps.hasLead ? "/registry" : integrationHref },
  ] as const;
  const next = items.findIndex((item) => !item.isDone);

  return (
    <section aria-labelledby="first-steps" className="max-w-2xl">
      <h2 id="first-steps" className="mb-1 font-semibold text-[15px]">
        {t("title")}
      </h2>
      <p className="mb-3 text-muted">{t("text")}</p>
      <ol className="overflow-hidden rounded-lg border border-line bg-surface">
        {items.map(({ key, isDone, href }, index) => (
          <li
            key={key}
            className="relative flex items-center gap-3 border-line border-b px-4 py-3 last:border-b-0 hover:bg-hover"
          >
            <span
              aria-hidden
              className={cx(
                "grid size-6 shrink-0 place-items-center rounded-full font-semibold text-xs",
                isDone && "bg-success-soft text-success-text",
                !isDone && (index === next ? "bg-accent text-on-accent" : "bg-neutral-soft text-muted"),
              )}
            >
              {isDone ? <Check className="size-3.5" /> : index + 1}
            </span>
            <div className="min-w-0 flex-1">
              <Link href={href} className="stretched-link rounded-sm font-medium">
                {t(`${key}.title`)}
              </Link>
              {isDone && <span className="sr-only"> – {t("done")}</span>}
              {index === next && <p className="text-muted">{t(`${key}.text`)}</p>}
            </div>
            <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
          </li>
        ))}
      </ol>
    </section>
  );
}
