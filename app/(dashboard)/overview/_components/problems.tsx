import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import type { Overview } from "@/lib/overview/queries";

/** What needs a person, each with the way to it; nothing when nothing does. */
export function Problems({
  brokenConnections,
  failed,
  held,
}: {
  brokenConnections: Overview["brokenConnections"];
  failed: number;
  held: number;
}) {
  const t = useTranslations("overview.problems");
  if (brokenConnections.length + failed + held === 0) return null;
  return (
    <section aria-labelledby="problems" className="flex max-w-2xl flex-col gap-2">
      <h2 id="problems" className="mb-1 font-semibold text-[15px]">
        {t("title")}
      </h2>
      {brokenConnections.map(({ id, name, reason }) => (
        <Notice
          key={id}
          tone="danger"
          title={t("broken", { name })}
          action={
            <LinkButton size="sm" href={`/connections/${id}`}>
              {t("reconnect")}
            </LinkButton>
          }
        >
          {reason}
        </Notice>
      ))}
      {failed > 0 && (
        <Notice
          tone="danger"
          title={t("failed", { count: failed })}
          action={
            <LinkButton size="sm" href="/registry?status=failed">
              {t("look")}
            </LinkButton>
          }
        />
      )}
      {held > 0 && (
        <Notice
          tone="warning"
          title={t("held", { count: held })}
          action={
            <LinkButton size="sm" href="/registry?status=held">
              {t("look")}
            </LinkButton>
          }
        />
      )}
    </section>
  );
}
