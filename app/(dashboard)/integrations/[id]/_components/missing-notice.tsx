import Link from "next/link";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { MissingInCrm } from "@/lib/integrations/find-missing";

const SHOWN_MAX = 8;

/** What the integration uses and its CRM has no longer, so that it is mended before a lead fails at it. */
export function MissingNotice({ missing, connectionId }: { missing: MissingInCrm[]; connectionId: string | null }) {
  const t = useTranslations("integrations.missing");
  if (missing.length === 0) return null;
  return (
    <Notice tone="warning" title={t("title")}>
      <p>{t("text")}</p>
      <ul className="mt-1 flex list-disc flex-col gap-0.5 ps-4">
        {missing.slice(0, SHOWN_MAX).map(({ kind, place, name }) => (
          <li key={`${place} ${kind} ${name}`} className="break-words">
            {t(`kinds.${kind}`)} <span lang="und">«{name}»</span> – {t(`places.${place}`)}
          </li>
        ))}
      </ul>
      {missing.length > SHOWN_MAX && <p>{t("more", { count: missing.length - SHOWN_MAX })}</p>}
      {connectionId && (
        <p className="mt-1">
          <Link href={`/connections/${connectionId}`} className="rounded-sm underline">
            {t("link")}
          </Link>
        </p>
      )}
    </Notice>
  );
}
