"use client";

import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { createDataColumns } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import type { IntegrationListItem } from "@/lib/integrations/queries";
import { ActiveSwitch } from "./active-switch";
import { DayCount } from "./day-count";
import { RowMenu } from "./row-menu";

/** An integration, and how many things it uses that its CRM has no longer. */
type IntegrationRow = IntegrationListItem & { missing: number };

const column = createDataColumns<IntegrationRow>();

/** The account's integrations: state, name, where they deliver to, and what came in the last 24 hours. */
export function IntegrationsTable({ integrations, mayEdit }: { integrations: IntegrationRow[]; mayEdit: boolean }) {
  const t = useTranslations("integrations.list");
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor("name", { header: t("name"), cell: NameCell, meta: { isCardTitle: true } }),
        column.display({
          id: "state",
          header: t("state"),
          cell: mayEdit ? SwitchCell : StateCell,
          meta: { width: mayEdit ? "5rem" : "8rem" },
        }),
        column.display({
          id: "type",
          header: t("type"),
          cell: TypeCell,
          meta: { width: "6rem", showFrom: "xl", isCardHidden: true },
        }),
        column.display({
          id: "destination",
          header: t("destination"),
          cell: DestinationCell,
          meta: { width: "9.5rem", showFrom: "lg" },
        }),
        column.display({ id: "lastLead", header: t("lastLead"), cell: LastLeadCell, meta: { width: "7rem" } }),
        column.accessor("received", {
          header: t("received"),
          cell: ReceivedCell,
          meta: { width: "5.5rem", align: "end" },
        }),
        column.accessor("delivered", {
          header: t("delivered"),
          cell: DeliveredCell,
          meta: { width: "5.25rem", align: "end", showFrom: "xl" },
        }),
        column.accessor("failed", { header: t("failed"), cell: FailedCell, meta: { width: "5rem", align: "end" } }),
        ...(mayEdit
          ? [
              column.display({
                id: "actions",
                header: t("actions"),
                cell: MenuCell,
                meta: { width: "3.25rem", align: "end", isHeaderHidden: true },
              }),
            ]
          : []),
      ]),
    [t, mayEdit],
  );

  return (
    <DataTable
      caption={t("caption")}
      columns={columns}
      rows={integrations}
      getRowId={(integration) => integration.id}
      rowHref={(integration) => `/integrations/${integration.id}`}
    />
  );
}

// Cells stand here and not in the columns, so that a row keeps its focus and its open menu when the list is read again.
type Cell = { row: { original: IntegrationRow } };

function NameCell({ row: { original } }: Cell) {
  const t = useTranslations("integrations.missing");
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      <Link href={`/integrations/${original.id}`} className="min-w-0 rounded-sm font-medium hover:underline">
        {original.name}
      </Link>
      {original.missing > 0 && (
        <Badge tone="warning" icon={<TriangleAlert aria-hidden />}>
          {t("badge", { count: original.missing })}
        </Badge>
      )}
    </span>
  );
}

function SwitchCell({ row: { original } }: Cell) {
  return <ActiveSwitch id={original.id} name={original.name} isActive={original.isActive} isLabelHidden />;
}

function StateCell({ row: { original } }: Cell) {
  return <StatusBadge of="integration" status={original.isActive ? "active" : "inactive"} />;
}

function TypeCell() {
  return "Sendpulse";
}

function DestinationCell({ row: { original } }: Cell) {
  const t = useTranslations("integrations.list");
  const { connectionName, connectionStatus } = original;
  if (!connectionName || !connectionStatus) return <span className="text-muted">{t("noDestination")}</span>;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="truncate">{connectionName}</span>
      {connectionStatus !== "connected" && <StatusBadge of="connection" status={connectionStatus} />}
    </span>
  );
}

function LastLeadCell({ row: { original } }: Cell) {
  const t = useTranslations("integrations.list");
  if (!original.lastLeadAt) return <span className="text-muted">{t("noLeadYet")}</span>;
  return <RelativeTime at={original.lastLeadAt} />;
}

function ReceivedCell({ row: { original } }: Cell) {
  return <DayCount count={original.received} />;
}

function DeliveredCell({ row: { original } }: Cell) {
  return <DayCount count={original.delivered} />;
}

function FailedCell({ row: { original } }: Cell) {
  return <DayCount count={original.failed} isFailure />;
}

function MenuCell({ row: { original } }: Cell) {
  return <RowMenu id={original.id} name={original.name} />;
}
