"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import { createDataColumns } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import { Badge } from "@/components/ui/badge";
import { useClock } from "@/components/ui/clock";
import { EmptyState } from "@/components/ui/empty-state";
import { LockPicture } from "@/components/ui/pictures";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ApiTokenView } from "@/lib/api/tokens";
import { TokenMenu } from "./token-menu";
import { TokenScopes } from "./token-scopes";

const column = createDataColumns<ApiTokenView>();

/** The account's tokens: which, what they may do, when they were used, and a way to end each. */
export function TokensTable({ tokens }: { tokens: ApiTokenView[] }) {
  const t = useTranslations("apiAccess.list");

  const columns = useMemo(
    () =>
      column.columns([
        column.display({
          id: "name",
          header: t("name"),
          cell: ({ row }) => (
            <span className="flex min-w-0 items-baseline gap-2">
              <span className="truncate font-medium" title={row.original.name}>
                {row.original.name}
              </span>
              <code className="shrink-0 font-mono text-[13px] text-muted">lbx_…{row.original.tail}</code>
            </span>
          ),
          meta: { isCardTitle: true },
        }),
        column.display({
          id: "scopes",
          header: t("scopes"),
          cell: ({ row }) => <TokenScopes scopes={row.original.scopes} />,
        }),
        column.display({
          id: "createdAt",
          header: t("created"),
          cell: ({ row }) => <RelativeTime at={row.original.createdAt} />,
          meta: { width: "7.5rem", showFrom: "xl" },
        }),
        column.display({
          id: "createdBy",
          header: t("createdBy"),
          cell: ({ row }) => row.original.createdByName ?? "–",
          meta: { width: "9rem", showFrom: "2xl" },
        }),
        column.display({
          id: "lastUsedAt",
          header: t("lastUsed"),
          cell: ({ row }) => (row.original.lastUsedAt ? <RelativeTime at={row.original.lastUsedAt} /> : t("neverUsed")),
          meta: { width: "7.5rem" },
        }),
        column.display({
          id: "expiresAt",
          header: t("expires"),
          cell: ({ row }) => <Expiry at={row.original.expiresAt} />,
          meta: { width: "8.5rem", showFrom: "md" },
        }),
        column.display({
          id: "menu",
          header: t("actions"),
          cell: ({ row }) => <TokenMenu id={row.original.id} name={row.original.name} />,
          meta: { width: "3.5rem", align: "end", isHeaderHidden: true },
        }),
      ]),
    [t],
  );

  return (
    <DataTable
      caption={t("caption")}
      columns={columns}
      rows={tokens}
      getRowId={({ id }) => id}
      // Without a button of its own: it would be gone with the window that shows the first token.
      empty={<EmptyState picture={<LockPicture />} title={t("emptyTitle")} text={t("emptyText")} />}
    />
  );
}

function Expiry({ at }: { at: Date | null }) {
  const t = useTranslations("apiAccess.list");
  const format = useFormatter();
  const now = useClock();
  if (!at) return t("neverExpires");
  if (at.getTime() <= now) return <Badge tone="warning">{t("expired")}</Badge>;
  return <span title={format.dateTime(at, "full")}>{format.dateTime(at, "day")}</span>;
}
