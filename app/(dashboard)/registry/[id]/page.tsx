import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { z } from "zod";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { StatusBadge } from "@/components/ui/status-badge";
import { withAccount } from "@/db/with-account";
import { requireMember } from "@/lib/auth/require-member";
import { findLead } from "@/lib/leads/queries";
import { readTrace } from "@/lib/leads/read-trace";
import { isFinal } from "@/lib/leads/status";
import { LeadChanges } from "./_components/lead-changes";
import { LeadDecision } from "./_components/lead-decision";
import { LeadEvent } from "./_components/lead-event";
import { LeadFacts } from "./_components/lead-facts";
import { LeadFilter } from "./_components/lead-filter";
import { LeadReason } from "./_components/lead-reason";
import { LeadRuns } from "./_components/lead-runs";
import { LeadSteps } from "./_components/lead-steps";
import { LeadValues } from "./_components/lead-values";
import { LeadWatcher } from "./_components/lead-watcher";
import { ReplayButton } from "./_components/replay-button";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ run?: string | string[] }> };

const runSchema = z.coerce.number().int().optional().catch(undefined);

const readLead = cache(async (id: string, run: number | undefined) => {
  const { accountId } = await requireMember();
  if (!z.uuid().safeParse(id).success) return null;
  return withAccount(accountId, (tx) => findLead(tx, { accountId, id, run }));
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const lead = await readLead((await params).id, runSchema.parse((await searchParams).run));
  const t = await getTranslations("registry");
  return { title: lead?.name ?? t("title") };
}

export default async function LeadPage({ params, searchParams }: Props) {
  const lead = await readLead((await params).id, runSchema.parse((await searchParams).run));
  if (!lead) return notFound();

  const t = await getTranslations("registry");
  const isEvent = lead.kind === "event";
  const isCurrentRun = lead.shownRun === lead.run;
  const trace = readTrace(lead.steps);
  const directory = lead.connection?.directory ?? null;
  return (
    <>
      <PageHeader
        trail={[{ label: t("title"), href: "/registry" }]}
        title={isEvent ? (lead.name ?? t("noName")) : t("unreadable")}
        aside={
          <>
            <StatusBadge of="lead" status={lead.status} />
            {lead.isTest && <Badge tone="violet">{t("test")}</Badge>}
          </>
        }
        actions={isEvent && isFinal(lead.status) && <ReplayButton leadId={lead.id} status={lead.status} />}
      />
      {!isFinal(lead.status) && <LeadWatcher key={lead.updatedAt.getTime()} id={lead.id} updatedAt={lead.updatedAt} />}
      <LeadReason lead={lead} directory={directory} />
      <LeadFacts lead={lead} />
      {lead.run > 1 && <LeadRuns id={lead.id} run={lead.run} shownRun={lead.shownRun} />}
      {isEvent && (
        <>
          <LeadDecision trace={trace} directory={directory} />
          {trace.decision && (
            <LeadChanges
              decision={trace.decision}
              directory={directory}
              isWritten={lead.steps.some(({ stage }) => stage === "record")}
            />
          )}
          <LeadValues trace={trace} directory={directory} />
          {trace.filter && <LeadFilter filter={trace.filter} directory={directory} />}
          {(lead.steps.length > 0 || !isFinal(lead.status)) && (
            <LeadSteps steps={lead.steps} nextTryAt={isCurrentRun ? lead.nextTryAt : null} />
          )}
        </>
      )}
      <LeadEvent lead={lead} />
    </>
  );
}
