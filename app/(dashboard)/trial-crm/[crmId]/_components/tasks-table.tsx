"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { createDataColumns } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TrialTaskRow } from "@/lib/trial-crm/queries";
import { toTrialPath } from "@/lib/trial-crm/record-path";
import { toContactName } from "./record-texts";
import { TaskBadge } from "./task-badge";
import { TextLink } from "./text-link";

const column = createDataColumns<TrialTaskRow>();

/** Tasks of a trial CRM, or of one record in it (`isOfRecord`). */
export function TasksTable({
  crmId,
  tasks,
  isOfRecord = false,
  empty,
}: {
  crmId: string;
  tasks: TrialTaskRow[];
  isOfRecord?: boolean;
  empty: ReactNode;
}) {
  const t = useTranslations("trialCrm");
  const columns = useMemo(() => {
    const contact = column.display({
      id: "contact",
      header: t("columns.contact"),
      cell: ({ row: { original } }) => (
        <TextLink href={toTrialPath(crmId, { kind: "contacts", id: original.contactId })}>
          {toContactName(original.contactValues) ?? t("noName")}
        </TextLink>
      ),
      meta: { width: "12rem", showFrom: "md" },
    });
    const created = column.display({
      id: "createdAt",
      header: t("columns.created"),
      cell: ({ row }) => <RelativeTime at={row.original.createdAt} />,
      meta: { width: "8rem", showFrom: "lg" },
    });
    return column.columns([
      column.display({
        id: "text",
        header: t("columns.task"),
        cell: ({ row: { original } }) => (
          <Link
            href={toTrialPath(crmId, { kind: "tasks", id: original.id })}
            className="rounded-sm font-medium hover:underline"
          >
            {original.text}
          </Link>
        ),
        meta: { isCardTitle: true },
      }),
      ...(isOfRecord ? [] : [contact]),
      column.display({
        id: "state",
        header: t("columns.state"),
        cell: ({ row: { original } }) => <TaskBadge isDone={original.isDone} dueAt={original.dueAt} />,
        meta: { width: "9rem" },
      }),
      column.display({
        id: "dueAt",
        header: t("columns.due"),
        cell: ({ row }) => <RelativeTime at={row.original.dueAt} />,
        meta: { width: "8rem" },
      }),
      column.accessor("responsibleName", { header: t("columns.responsible"), meta: { width: "11rem" } }),
      ...(isOfRecord ? [] : [created]),
    ]);
  }, [crmId, isOfRecord, t]);
  return (
    <DataTable
      caption={t("tabs.tasks")}
      columns={columns}
      rows={tasks}
      getRowId={(task) => task.id}
      rowHref={(task) => toTrialPath(crmId, { kind: "tasks", id: task.id })}
      empty={empty}
    />
  );
}
