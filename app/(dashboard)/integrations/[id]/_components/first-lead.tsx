"use client";

import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Spinner } from "@/components/ui/spinner";
import { StatusBadge } from "@/components/ui/status-badge";
import type { LatestLead } from "@/lib/integrations/find-latest-lead";
import { useRecentEvents } from "./recent-events";
import { SendSample } from "./send-sample";
import { useLatestLead } from "./use-latest-lead";

/** «Очікуємо перший лід…», and the newest lead from the moment it comes; keeps itself up to date. */
export function FirstLead({
  integrationId,
  initial,
  writesTo,
  mayEdit,
}: {
  integrationId: string;
  initial: LatestLead | null;
  /** The connection that a lead is written to by the published settings; null while there is none. */
  writesTo: string | null;
  mayEdit: boolean;
}) {
  const t = useTranslations("integrations.firstLead");
  const { lead, ask } = useLatestLead(integrationId, initial);
  const { areSamples, reload } = useRecentEvents();
  const hasCome = lead !== null && areSamples;
  // What came takes the place of the invented events, in all blocks of the page.
  useEffect(() => {
    if (hasCome) reload();
  }, [hasCome, reload]);

  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3 rounded-lg border border-line px-3 py-2.5">
      <div role="status" className="min-w-0">
        {lead ? (
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <CircleCheck aria-hidden className="size-4 shrink-0 text-success-text" />
            <span>{t("latest")}</span>
            <Link
              href={`/registry/${lead.id}`}
              className="max-w-64 truncate rounded-sm font-medium text-accent-text hover:underline"
            >
              {lead.name ?? t("nameless")}
            </Link>
            {lead.isTest && <Badge>{t("test")}</Badge>}
            <StatusBadge of="lead" status={lead.status} />
            <span className="text-muted">
              <RelativeTime at={lead.receivedAt} />
            </span>
          </p>
        ) : (
          <div className="flex items-start gap-2.5">
            <Spinner className="mt-0.5 shrink-0 text-accent-text" />
            <div>
              <p className="font-medium">{t("waiting")}</p>
              <p className="text-[13px] text-muted">{t("waitingText")}</p>
            </div>
          </div>
        )}
      </div>
      {mayEdit && <SendSample integrationId={integrationId} writesTo={writesTo} onSent={ask} />}
    </div>
  );
}
