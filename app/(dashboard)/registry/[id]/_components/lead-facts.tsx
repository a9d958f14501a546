import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { codeText } from "@/app/(dashboard)/_components/lead-trace/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { ExternalLink } from "@/components/ui/external-link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { LeadDetails } from "@/lib/leads/queries";

/** Who, from where, to where, and what came of it. */
export function LeadFacts({ lead }: { lead: LeadDetails }) {
  const t = useTranslations("registry");
  const format = useFormatter();
  const records = RECORDS.filter((kind) => lead[`${kind}Id`]);
  return (
    <section aria-label={t("lead.facts")} className="mb-6">
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(min(13rem,100%),1fr))] gap-x-6 gap-y-3">
        {lead.phone && <Fact label={t("lead.phone")}>{lead.phone}</Fact>}
        {lead.email && <Fact label={t("lead.email")}>{lead.email}</Fact>}
        {lead.service && <Fact label={t("lead.service")}>{codeText(t, "services", lead.service)}</Fact>}
        {lead.title && <Fact label={t("lead.event")}>{lead.title}</Fact>}
        <Fact label={t("lead.integration")}>
          <TextLink href={`/integrations/${lead.integrationId}`}>{lead.integrationName}</TextLink>
        </Fact>
        {lead.connection && <Fact label={t("lead.connection")}>{lead.connection.name}</Fact>}
        {lead.responsibleId && <Fact label={t("lead.responsible")}>{lead.responsibleName ?? lead.responsibleId}</Fact>}
        {records.length > 0 && (
          <Fact label={t("lead.crm")}>
            <span className="flex flex-wrap gap-x-3">
              {records.map((kind) => {
                const url = lead[`${kind}Url`];
                return url ? (
                  <ExternalLink key={kind} href={url}>
                    {t(`records.${kind}`)}
                  </ExternalLink>
                ) : (
                  <span key={kind}>
                    {t(`records.${kind}`)} {lead[`${kind}Id`]}
                  </span>
                );
              })}
            </span>
          </Fact>
        )}
        <Fact label={t("lead.receivedAt")}>
          {format.dateTime(lead.receivedAt, "full")} · <RelativeTime at={lead.receivedAt} />
        </Fact>
        {lead.finishedAt && <Fact label={t("lead.finishedAt")}>{format.dateTime(lead.finishedAt, "full")}</Fact>}
        {lead.attempts > 1 && <Fact label={t("lead.attempts")}>{format.number(lead.attempts)}</Fact>}
        {lead.version !== null && (
          <Fact label={t("lead.version")}>
            <TextLink
              href={`/integrations/${lead.integrationId}/history?before=${lead.version + 1}#version-${lead.version}`}
            >
              {format.number(lead.version)}
            </TextLink>
          </Fact>
        )}
        <Fact label={t("lead.id")}>
          <span className="flex items-center gap-1">
            <code className="truncate font-mono text-xs">{lead.id}</code>
            <CopyButton value={lead.id} />
          </span>
        </Fact>
      </dl>
    </section>
  );
}

const RECORDS = ["contact", "deal", "task"] as const;

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-[13px] text-muted">{label}</dt>
      <dd className="break-words tabular-nums">{children}</dd>
    </div>
  );
}

function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="rounded-sm text-accent-text underline-offset-2 hover:underline">
      {children}
    </Link>
  );
}
