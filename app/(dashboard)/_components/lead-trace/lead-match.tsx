import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { ExternalLink } from "@/components/ui/external-link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CrmDirectory } from "@/lib/crm/types";
import type { MatchTrace } from "@/lib/leads/read-trace";
import { codeText } from "./code-text";
import { SmallCell, SmallTable } from "./small-table";

/** Every contact and open deal that the CRM gave, and why one of them was chosen. */
export function LeadMatch({ match, directory }: { match: MatchTrace; directory: CrmDirectory | null }) {
  const t = useTranslations("registry");
  const { candidates, deals, conflict, goneContactIds } = match;
  return (
    <div className="flex flex-col gap-3">
      <h3 className="-mb-2 text-[13px] text-muted">{t("decision.contacts")}</h3>
      {candidates.length === 0 ? (
        <p>{t("decision.contactsNone")}</p>
      ) : (
        <SmallTable
          caption={t("decision.contacts")}
          widths={["34%"]}
          head={[
            t("decision.contact"),
            t("decision.foundBy"),
            t("decision.activeDeal"),
            t("decision.changedAt"),
            t("decision.reason"),
          ]}
        >
          {candidates.map((candidate) => (
            <tr key={candidate.id}>
              <SmallCell>
                <Candidate {...candidate} />
              </SmallCell>
              <SmallCell>{candidate.foundBy.map((kind) => foundBy(kind)).join(", ")}</SmallCell>
              <SmallCell>{t(candidate.hasActiveDeal ? "decision.found" : "decision.notFound")}</SmallCell>
              <SmallCell>{toTime(candidate.updatedAt)}</SmallCell>
              <SmallCell isMuted={!candidate.isChosen}>{codeText(t, "contactReasons", candidate.reason)}</SmallCell>
            </tr>
          ))}
        </SmallTable>
      )}
      {conflict && <p>{t("decision.conflict", { ids: conflict.emailContactIds.join(", ") })}</p>}
      {goneContactIds.length > 0 && <p>{t("decision.gone", { ids: goneContactIds.join(", ") })}</p>}
      {deals.length > 0 && (
        <>
          <h3 className="-mb-2 text-[13px] text-muted">{t("decision.openDeals")}</h3>
          <SmallTable
            caption={t("decision.openDeals")}
            widths={["34%"]}
            head={[t("records.deal"), t("decision.pipeline"), t("decision.changedAt"), t("decision.reason")]}
          >
            {deals.map((deal) => (
              <tr key={deal.id}>
                <SmallCell>
                  <Candidate {...deal} />
                </SmallCell>
                <SmallCell>
                  {directory?.pipelines.find(({ id }) => id === deal.pipelineId)?.name ?? deal.pipelineId}
                </SmallCell>
                <SmallCell>{toTime(deal.updatedAt)}</SmallCell>
                <SmallCell isMuted={!deal.isChosen}>{codeText(t, "dealReasons", deal.reason)}</SmallCell>
              </tr>
            ))}
          </SmallTable>
        </>
      )}
    </div>
  );

  function foundBy(kind: string) {
    return kind === "email" ? t("decision.byEmail") : t("decision.byPhone");
  }
}

function Candidate({ id, url, isChosen }: { id: string; url: string | null; isChosen: boolean }) {
  const t = useTranslations("registry.decision");
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {url ? <ExternalLink href={url}>{id}</ExternalLink> : id}
      {isChosen && <Badge tone="success">{t("chosen")}</Badge>}
    </span>
  );
}

function toTime(at: string | null) {
  return at && !Number.isNaN(Date.parse(at)) ? <RelativeTime at={at} /> : null;
}
