"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { createDataColumns } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TrialDealRow } from "@/lib/trial-crm/queries";
import { toTrialPath } from "@/lib/trial-crm/record-path";
import { toContactName, toDealName } from "./record-texts";
import { StageBadge } from "./stage-badge";
import { TextLink } from "./text-link";

const column = createDataColumns<TrialDealRow>();

/** Deals of a trial CRM, or of one contact in it (`isOfContact`). */
export function DealsTable({
  crmId,
  deals,
  isOfContact = false,
  empty,
}: {
  crmId: string;
  deals: TrialDealRow[];
  isOfContact?: boolean;
  empty: ReactNode;
}) {
  const t = useTranslations("trialCrm");
  const format = useFormatter();
  const columns = useMemo(() => {
    const contact = column.display({
      id: "contact",
      header: t("columns.contact"),
      cell: ({ row: { original } }) => (
        <TextLink href={toTrialPath(crmId, { kind: "contacts", id: original.contactId })}>
          {toContactName(original.contactValues) ?? t("noName")}
        </TextLink>
      ),
      meta: { width: "9rem", showFrom: "md" },
    });
    const pipeline = column.accessor("pipelineName", {
      header: t("columns.pipeline"),
      meta: { width: "8rem", showFrom: "2xl" },
    });
    return column.columns([
      column.display({
        id: "title",
        header: t("columns.deal"),
        cell: ({ row: { original } }) => (
          <Link
            href={toTrialPath(crmId, { kind: "deals", id: original.id })}
            className="rounded-sm font-medium hover:underline"
          >
            {toDealName(original.values) ?? t("noName")}
          </Link>
        ),
        meta: { isCardTitle: true },
      }),
      ...(isOfContact ? [] : [contact]),
      column.display({
        id: "stage",
        header: t("columns.stage"),
        cell: ({ row: { original } }) => <StageBadge name={original.stageName} kind={original.stageKind} />,
        meta: { width: "8rem" },
      }),
      ...(isOfContact ? [] : [pipeline]),
      column.display({
        id: "amount",
        header: t("columns.amount"),
        cell: ({ row: { original } }) =>
          typeof original.values.amount === "number" ? format.number(original.values.amount) : null,
        meta: { width: "5.5rem", align: "end", showFrom: "xl" },
      }),
      column.accessor("responsibleName", { header: t("columns.responsible"), meta: { width: "9.5rem" } }),
      column.display({
        id: "createdAt",
        header: t("columns.created"),
        cell: ({ row }) => <RelativeTime at={row.original.createdAt} />,
        meta: { width: "8rem", showFrom: "lg" },
      }),
    ]);
  }, [crmId, isOfContact, t, format]);
  return (
    <DataTable
      caption={t("tabs.deals")}
      columns={columns}
      rows={deals}
      getRowId={(deal) => deal.id}
      rowHref={(deal) => toTrialPath(crmId, { kind: "deals", id: deal.id })}
      empty={empty}
    />
  );
}
