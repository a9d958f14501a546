import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import { findCredentialsEnd } from "@/lib/connections/find-credentials-end";
import type { CrmAccount } from "@/lib/crm/types";

/** What the customer should know of the CRM's account before a lead fails at it: a key that ends, rights that lack. */
export function AccountNotices({ account, now }: { account: CrmAccount; now: Date }) {
  const t = useTranslations("connections.notices");
  const end = findCredentialsEnd(account, now);
  const notices = account.notices ?? [];
  if (!end && notices.length === 0) return null;
  return (
    <div className="mb-6 flex flex-col gap-3">
      {end && (
        <Notice tone={end.isOver ? "danger" : "warning"} title={t(end.isOver ? "ended" : "ends")}>
          <p>
            {t("endText")} <RelativeTime at={end.at} />
          </p>
        </Notice>
      )}
      {notices.map(({ code, detail }) => (
        <Notice key={code} tone="warning" title={t(`${code}.title`)}>
          <p>
            {t(`${code}.text`)}
            {detail && <span lang="und"> {detail}</span>}
          </p>
        </Notice>
      ))}
    </div>
  );
}
