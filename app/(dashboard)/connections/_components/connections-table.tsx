"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { createDataColumns } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import type { ConnectionRow } from "@/lib/connections/queries";

export type ConnectionListRow = Pick<ConnectionRow, "id" | "name" | "status" | "directoryAt" | "heldLeads"> & {
  crmName: string;
  /** Its key ends by itself within days, or has. */
  isKeyEnding: boolean;
  accountName: string | null;
};

const column = createDataColumns<ConnectionListRow>();

/** The account's connections: state, CRM, whose account it is, and the leads that wait for it. */
export function ConnectionsTable({ connections }: { connections: ConnectionListRow[] }) {
  const t = useTranslations("connections");
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor("name", {
          header: t("list.name"),
          cell: ({ row }) => (
            <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
              <Link href={`/connections/${row.original.id}`} className="min-w-0 rounded-sm font-medium hover:underline">
                {row.original.name}
              </Link>
              {row.original.isKeyEnding && <Badge tone="warning">{t("list.keyEnds")}</Badge>}
            </span>
          ),
          meta: { isCardTitle: true },
        }),
        column.display({
          id: "status",
          header: t("list.status"),
          cell: ({ row }) => <StatusBadge of="connection" status={row.original.status} />,
          meta: { width: "10rem" },
        }),
        column.accessor("crmName", { header: "CRM", meta: { width: "10rem" } }),
        column.accessor("accountName", {
          header: t("list.account"),
          meta: { showFrom: "md" },
        }),
        column.display({
          id: "directoryAt",
          header: t("list.directory"),
          cell: ({ row: { original } }) => original.directoryAt && <RelativeTime at={original.directoryAt} />,
          meta: { width: "10rem", showFrom: "lg" },
        }),
        column.display({
          id: "heldLeads",
          header: t("list.held"),
          cell: ({ row }) => row.original.heldLeads || null,
          meta: { width: "9rem", align: "end" },
        }),
      ]),
    [t],
  );
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={connections}
      getRowId={(connection) => connection.id}
      rowHref={(connection) => `/connections/${connection.id}`}
    />
  );
}
