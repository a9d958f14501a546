"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { createDataColumns } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TrialContactRow } from "@/lib/trial-crm/queries";
import { toTrialPath } from "@/lib/trial-crm/record-path";
import { listOf, toContactName } from "./record-texts";

const column = createDataColumns<TrialContactRow>();

/** Contacts of a trial CRM. */
export function ContactsTable({
  crmId,
  contacts,
  empty,
}: {
  crmId: string;
  contacts: TrialContactRow[];
  empty: ReactNode;
}) {
  const t = useTranslations("trialCrm");
  const toHref = ({ id }: TrialContactRow) => toTrialPath(crmId, { kind: "contacts", id });
  const columns = useMemo(
    () =>
      column.columns([
        column.display({
          id: "name",
          header: t("columns.name"),
          cell: ({ row: { original } }) => (
            <Link
              href={toTrialPath(crmId, { kind: "contacts", id: original.id })}
              className="rounded-sm font-medium hover:underline"
            >
              {toContactName(original.values) ?? t("noName")}
            </Link>
          ),
          meta: { isCardTitle: true },
        }),
        column.display({
          id: "phone",
          header: t("columns.phone"),
          cell: ({ row }) => listOf(row.original.values.phones).join(", ") || null,
          meta: { width: "9.5rem" },
        }),
        column.display({
          id: "email",
          header: t("columns.email"),
          cell: ({ row }) => listOf(row.original.values.emails).join(", ") || null,
          meta: { showFrom: "md" },
        }),
        column.accessor("responsibleName", { header: t("columns.responsible"), meta: { width: "11rem" } }),
        column.accessor("openDeals", {
          header: t("columns.openDeals"),
          meta: { width: "8.5rem", align: "end", showFrom: "lg" },
        }),
        column.display({
          id: "createdAt",
          header: t("columns.created"),
          cell: ({ row }) => <RelativeTime at={row.original.createdAt} />,
          meta: { width: "8rem", showFrom: "md" },
        }),
      ]),
    [crmId, t],
  );
  return (
    <DataTable
      caption={t("tabs.contacts")}
      columns={columns}
      rows={contacts}
      getRowId={(contact) => contact.id}
      rowHref={toHref}
      empty={empty}
    />
  );
}
