"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { createDataColumns } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import { useFailureText } from "@/components/ui/use-failure-text";
import type { SessionView } from "@/lib/auth/sessions";
import { endOtherSessions, endSession } from "../actions";
import { toBrowserName } from "./browser-name";

const column = createDataColumns<SessionView>();

/** Where the user is signed in, each place with a button that ends it. */
export function SessionsTable({ sessions, currentId }: { sessions: SessionView[]; currentId: string }) {
  const t = useTranslations("settings.sessions");
  const failureText = useFailureText();
  const [endingId, setEndingId] = useState<string | null>(null);

  const columns = useMemo(() => {
    const end = async (id: string) => {
      setEndingId(id);
      const result = await endSession({ id });
      setEndingId(null);
      if (result.ok) toast(t("ended"));
      else toast(failureText(result.reason), "danger");
    };
    return column.columns([
      column.display({
        id: "browser",
        header: t("browser"),
        cell: ({ row }) => toBrowserName(row.original.userAgent) ?? t("unknown"),
        meta: { isCardTitle: true },
      }),
      column.display({
        id: "createdAt",
        header: t("since"),
        cell: ({ row }) => <RelativeTime at={row.original.createdAt} />,
        meta: { width: "9rem", showFrom: "md" },
      }),
      column.display({
        id: "lastSeenAt",
        header: t("lastSeen"),
        cell: ({ row }) => <RelativeTime at={row.original.lastSeenAt} />,
        meta: { width: "9rem" },
      }),
      column.display({
        id: "end",
        header: t("end"),
        cell: ({ row }) =>
          row.original.id === currentId ? (
            <Badge tone="success">{t("current")}</Badge>
          ) : (
            <Button
              size="sm"
              isBusy={endingId === row.original.id}
              onClick={() => end(row.original.id)}
              aria-label={t("endOf", { browser: toBrowserName(row.original.userAgent) ?? t("unknown") })}
            >
              {t("end")}
            </Button>
          ),
        meta: { width: "9rem", align: "end", isHeaderHidden: true },
      }),
    ]);
  }, [currentId, endingId, failureText, t]);

  return (
    <>
      <DataTable caption={t("title")} columns={columns} rows={sessions} getRowId={(session) => session.id} />
      {sessions.length > 1 && (
        <div className="mt-3">
          <ConfirmDialog
            trigger={<Button>{t("endOthers")}</Button>}
            title={t("endOthersTitle")}
            description={t("endOthersText")}
            confirmLabel={t("endOthers")}
            onConfirm={async () => {
              const result = await endOtherSessions({});
              if (result.ok) toast(t("ended"));
              else toast(failureText(result.reason), "danger");
              return result.ok;
            }}
          />
        </div>
      )}
    </>
  );
}
