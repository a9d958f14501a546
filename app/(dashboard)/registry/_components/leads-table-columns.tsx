"use client";

import { Briefcase, ListTodo, User } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { codeText, findCodeText } from "@/app/(dashboard)/_components/lead-trace/code-text";
import { createDataColumns } from "@/components/data-table/columns";
import { Badge } from "@/components/ui/badge";
import { buttonClasses } from "@/components/ui/button-classes";
import { isWebAddress } from "@/components/ui/external-link";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import type { LeadRow } from "./lead-row";

const column = createDataColumns<LeadRow>();

/** The columns of the registry, in the language of the interface. */
export function useLeadColumns() {
  const t = useTranslations("registry");
  return useMemo(
    () =>
      column.columns([
        column.display({
          id: "time",
          header: t("columns.time"),
          cell: ({ row }) => <RelativeTime at={row.original.receivedAt} />,
          meta: { width: "6.75rem" },
        }),
        column.display({
          id: "status",
          header: t("columns.status"),
          cell: ({ row }) => <LeadStatusCell lead={row.original} />,
          meta: { width: "15rem" },
        }),
        column.display({
          id: "name",
          header: t("columns.name"),
          cell: ({ row }) => <LeadLink lead={row.original} />,
          meta: { isCardTitle: true },
        }),
        column.accessor("phone", {
          header: t("columns.phone"),
          cell: ({ row }) => row.original.phone ?? row.original.email,
          meta: { width: "8.5rem" },
        }),
        column.accessor("service", {
          header: t("columns.service"),
          cell: ({ row }) => row.original.service && codeText(t, "services", row.original.service),
          meta: { width: "6rem", showFrom: "lg" },
        }),
        column.accessor("integrationName", { header: t("columns.integration"), meta: { showFrom: "md" } }),
        column.accessor("connectionName", {
          header: t("columns.connection"),
          meta: { showFrom: "2xl", isCardHidden: true },
        }),
        column.accessor("responsibleName", { header: t("columns.manager"), meta: { showFrom: "lg" } }),
        column.display({
          id: "crm",
          header: t("columns.crm"),
          cell: ({ row }) => <RecordLinks lead={row.original} />,
          meta: { width: "6rem", showFrom: "md" },
        }),
      ]),
    [t],
  );
}

function LeadStatusCell({ lead }: { lead: LeadRow }) {
  const t = useTranslations("registry");
  const reason = lead.reason && findCodeText(t, "reasonsShort", lead.reason);
  return (
    <span className="flex min-w-0 items-center gap-2 max-sm:flex-wrap">
      <span className="shrink-0">
        <StatusBadge of="lead" status={lead.status} />
      </span>
      {lead.status === "waiting" && lead.nextTryAt ? (
        <span className="truncate text-[13px] text-muted">
          {t("nextTry")} <RelativeTime at={lead.nextTryAt} />
        </span>
      ) : (
        reason && (
          <span title={reason} className="truncate text-[13px] text-muted">
            {reason}
          </span>
        )
      )}
    </span>
  );
}

function LeadLink({ lead }: { lead: LeadRow }) {
  const t = useTranslations("registry");
  const name = lead.kind === "unreadable" ? t("unreadable") : lead.name;
  return (
    <>
      <Link href={`/registry/${lead.id}`} className="rounded-sm font-medium hover:underline">
        {name ?? <span className="text-muted">{t("noName")}</span>}
      </Link>
      {lead.isTest && (
        <span className="ms-2 align-middle">
          <Badge tone="violet">{t("test")}</Badge>
        </span>
      )}
    </>
  );
}

function RecordLinks({ lead }: { lead: LeadRow }) {
  const t = useTranslations("registry.records");
  const common = useTranslations("common");
  const records = RECORDS.flatMap(([kind, Icon]) => {
    const url = lead[`${kind}Url`];
    return url && isWebAddress(url) ? [{ kind, Icon, url }] : [];
  });
  if (records.length === 0) return null;
  return (
    <span className="-ms-1.5 flex">
      {records.map(({ kind, Icon, url }) => (
        <a
          key={kind}
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          title={t(kind)}
          aria-label={`${t(kind)} ${common("opensInNewTab")}`}
          className={buttonClasses({ variant: "ghost", size: "icon-sm", className: "size-7! [&_svg]:size-4!" })}
        >
          <Icon aria-hidden />
        </a>
      ))}
    </span>
  );
}

const RECORDS = [
  ["contact", User],
  ["deal", Briefcase],
  ["task", ListTodo],
] as const;
