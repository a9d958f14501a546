"use client";

import { Ellipsis, Pencil, Settings2, Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { createDataColumns } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/dropdown-menu";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import type { IntegrationListItem } from "@/lib/integrations/queries";
import { ActiveSwitch } from "./active-switch";
import { DayCount } from "./day-count";
import { DeleteDialog } from "./delete-dialog";
import { RenameDialog } from "./rename-dialog";

const column = createDataColumns<IntegrationListItem>();

type Asked = { what: "rename" | "delete"; integration: IntegrationListItem } | null;

/** The account's integrations: state, name, where they deliver to, and what came in the last 24 hours. */
export function IntegrationsTable({
  integrations,
  mayEdit,
}: {
  integrations: IntegrationListItem[];
  mayEdit: boolean;
}) {
  const t = useTranslations("integrations.list");
  const [asked, setAsked] = useState<Asked>(null);
  const close = () => setAsked(null);

  const columns = useMemo(() => {
    const shown = [
      column.accessor("name", {
        header: t("name"),
        cell: ({ row }) => (
          <Link href={`/integrations/${row.original.id}`} className="rounded-sm font-medium hover:underline">
            {row.original.name}
          </Link>
        ),
        meta: { isCardTitle: true },
      }),
      column.display({
        id: "state",
        header: t("state"),
        cell: ({ row: { original } }) =>
          mayEdit ? (
            <ActiveSwitch id={original.id} name={original.name} isActive={original.isActive} isLabelHidden />
          ) : (
            <StatusBadge of="integration" status={original.isActive ? "active" : "inactive"} />
          ),
        meta: { width: "7rem" },
      }),
      column.display({
        id: "type",
        header: t("type"),
        cell: () => "Sendpulse",
        meta: { width: "7rem", showFrom: "lg" },
      }),
      column.display({
        id: "destination",
        header: t("destination"),
        cell: ({ row }) => <Destination integration={row.original} />,
        meta: { width: "16rem", showFrom: "md" },
      }),
      column.display({
        id: "lastLead",
        header: t("lastLead"),
        cell: ({ row: { original } }) =>
          original.lastLeadAt ? (
            <RelativeTime at={original.lastLeadAt} />
          ) : (
            <span className="text-muted">{t("noLeadYet")}</span>
          ),
        meta: { width: "8.5rem" },
      }),
      column.accessor("received", {
        header: t("received"),
        cell: ({ row }) => <DayCount count={row.original.received} />,
        meta: { width: "6.5rem", align: "end" },
      }),
      column.accessor("delivered", {
        header: t("delivered"),
        cell: ({ row }) => <DayCount count={row.original.delivered} />,
        meta: { width: "5rem", align: "end", showFrom: "lg" },
      }),
      column.accessor("failed", {
        header: t("failed"),
        cell: ({ row }) => <DayCount count={row.original.failed} isFailure />,
        meta: { width: "5.5rem", align: "end" },
      }),
    ];
    const actions = column.display({
      id: "actions",
      header: t("actions"),
      cell: ({ row }) => <RowMenu integration={row.original} onAsk={setAsked} />,
      meta: { width: "3.5rem", align: "end", isHeaderHidden: true },
    });
    return column.columns(mayEdit ? [...shown, actions] : shown);
  }, [t, mayEdit]);

  return (
    <>
      <DataTable
        caption={t("caption")}
        columns={columns}
        rows={integrations}
        getRowId={(integration) => integration.id}
        rowHref={(integration) => `/integrations/${integration.id}`}
      />
      {asked?.what === "rename" && (
        <RenameDialog id={asked.integration.id} name={asked.integration.name} onClose={close} />
      )}
      {asked?.what === "delete" && (
        <DeleteDialog isOpen id={asked.integration.id} name={asked.integration.name} onClose={close} />
      )}
    </>
  );
}

function Destination({ integration: { connectionName, connectionStatus } }: { integration: IntegrationListItem }) {
  const t = useTranslations("integrations.list");
  if (!connectionName || !connectionStatus) return <span className="text-muted">{t("noDestination")}</span>;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="truncate">{connectionName}</span>
      {connectionStatus !== "connected" && <StatusBadge of="connection" status={connectionStatus} />}
    </span>
  );
}

function RowMenu({
  integration,
  onAsk,
}: {
  integration: IntegrationListItem;
  onAsk: (asked: NonNullable<Asked>) => void;
}) {
  const t = useTranslations("integrations.list");
  return (
    <DropdownMenu
      trigger={
        <Button
          variant="ghost"
          size="icon"
          icon={<Ellipsis aria-hidden />}
          aria-label={t("actionsOf", { name: integration.name })}
        />
      }
    >
      <MenuLink icon={<Settings2 aria-hidden />} href={`/integrations/${integration.id}`}>
        {t("settings")}
      </MenuLink>
      <MenuItem icon={<Pencil aria-hidden />} onSelect={() => onAsk({ what: "rename", integration })}>
        {t("rename")}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Trash2 aria-hidden />} isDangerous onSelect={() => onAsk({ what: "delete", integration })}>
        {t("delete")}
      </MenuItem>
    </DropdownMenu>
  );
}
