"use client";

import { ArrowUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { buttonClasses } from "@/components/ui/button-classes";
import { type RegistryFilter, toRegistryQuery } from "@/lib/leads/registry-filter";
import { isFinal } from "@/lib/leads/status";
import type { LeadRow } from "./lead-row";
import { useLeadColumns } from "./leads-table-columns";
import { type LeadChanges, readLeadChanges } from "./read-lead-changes";
import { usePoll } from "./use-poll";

const POLL_MS = 5_000;

/**
 * A page of leads. Those under way show their progress in place; newer ones are only announced, so that no row moves under
 * the pointer. An empty list fills itself.
 */
export function LeadsTable({
  leads,
  filter,
  isNewest,
  empty,
}: {
  leads: LeadRow[];
  filter: RegistryFilter;
  isNewest: boolean;
  empty: ReactNode;
}) {
  const t = useTranslations("registry");
  const router = useRouter();
  const columns = useLeadColumns();
  const [fresh, setFresh] = useState<ReadonlyMap<string, LeadRow>>(new Map());
  const [newer, setNewer] = useState<Pick<LeadChanges, "newer" | "hasMore">>({ newer: 0, hasMore: false });

  const rows = useMemo(() => leads.map((lead) => fresh.get(lead.id) ?? lead), [leads, fresh]);
  const open = rows.filter(({ status }) => !isFinal(status)).map(({ id }) => id);

  usePoll(
    async () => {
      const changes = await readLeadChanges({ filter, firstId: leads[0]?.id, ids: open });
      if (changes === "signed_out") return false;
      if (!changes) return true;
      if (leads.length === 0 && changes.newer > 0) router.refresh();
      if (isNewest) setNewer(changes);
      if (changes.leads.length > 0)
        setFresh(new Map([...fresh, ...changes.leads.map((lead) => [lead.id, lead] as const)]));
      return true;
    },
    { everyMs: POLL_MS, isOn: isNewest || open.length > 0 },
  );

  function showNewer() {
    const first = { ...filter, after: undefined, before: undefined };
    if (filter.after || filter.before) router.push(`/registry${toRegistryQuery(first)}`);
    else router.refresh();
  }

  const hasNewer = leads.length > 0 && newer.newer > 0;
  return (
    <>
      <div role="status" className="pointer-events-none sticky top-2 z-20 flex h-0 justify-center">
        {hasNewer && (
          <button
            type="button"
            onClick={showNewer}
            className={buttonClasses({
              variant: "primary",
              size: "sm",
              className: "pointer-events-auto -translate-y-3.5 animate-rise rounded-full shadow-overlay",
            })}
          >
            <ArrowUp aria-hidden />
            {newer.hasMore ? t("manyNewLeads", { count: newer.newer }) : t("newLeads", { count: newer.newer })}
          </button>
        )}
      </div>
      <DataTable
        caption={t("listTitle")}
        columns={columns}
        rows={rows}
        getRowId={(lead) => lead.id}
        rowHref={(lead) => `/registry/${lead.id}`}
        empty={empty}
      />
    </>
  );
}
