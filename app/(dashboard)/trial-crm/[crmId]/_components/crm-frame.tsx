import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { cx } from "@/components/ui/cx";
import { PageHeader } from "@/components/ui/page-header";
import { listActiveFaults } from "@/lib/trial-crm/active-faults";
import type { TrialCrmView } from "@/lib/trial-crm/queries";
import { toTrialPath } from "@/lib/trial-crm/record-path";
import { EmptyCrm } from "./empty-crm";

const TABS = ["contacts", "deals", "tasks", "faults"] as const;
export type CrmTab = (typeof TABS)[number];

/** The head of a trial CRM's page: its name, what it is for, and the lists to choose from. */
export function CrmFrame({
  crm,
  tab,
  mayChange,
  children,
}: {
  crm: TrialCrmView;
  tab: CrmTab;
  mayChange: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("trialCrm");
  const { contacts, deals, tasks } = crm.counts;
  const isEmpty = contacts + deals + tasks === 0;
  return (
    <>
      <PageHeader
        title={crm.name}
        description={t("text")}
        actions={mayChange && !isEmpty && tab !== "faults" && <EmptyCrm trialCrmId={crm.id} name={crm.name} />}
      />
      <nav aria-label={t("tabs.label")} className="mb-4 overflow-x-auto border-line border-b">
        <ul className="flex w-max gap-4">
          {TABS.map((name) => (
            <li key={name}>
              <Link
                href={toTabPath(crm.id, name)}
                aria-current={name === tab ? "page" : undefined}
                className={cx(
                  "-outline-offset-2 -mb-px flex h-9 items-center gap-1.5 whitespace-nowrap border-b-2",
                  name === tab
                    ? "border-accent font-medium text-text"
                    : "border-transparent text-muted hover:text-text",
                )}
              >
                {t(`tabs.${name}`)}
                <TabCount crm={crm} tab={name} />
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </>
  );
}

/** Where a list of a trial CRM is. */
export function toTabPath(crmId: string, tab: CrmTab): string {
  return tab === "contacts" ? toTrialPath(crmId) : `${toTrialPath(crmId)}/${tab}`;
}

function TabCount({ crm, tab }: { crm: TrialCrmView; tab: CrmTab }) {
  const t = useTranslations("trialCrm.tabs");
  if (tab !== "faults")
    return <span className="text-[13px] text-muted tabular-nums">{t("count", { count: crm.counts[tab] })}</span>;
  const active = listActiveFaults(crm.faults).length;
  return active > 0 ? <Badge tone="warning">{t("active", { count: active })}</Badge> : null;
}
