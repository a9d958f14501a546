import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { AssignmentTrace } from "@/lib/leads/read-trace";
import { codeText, findCodeText } from "./code-text";
import { SmallCell, SmallTable } from "./small-table";

/** Who got the lead and why, with everybody who could have. */
export function LeadAssignment({ assignment, title }: { assignment: AssignmentTrace | null; title?: string }) {
  const t = useTranslations("registry");
  if (!assignment) return <p className="text-muted">{t("decision.noResponsible")}</p>;
  const { from, userId, name, because, note, candidates } = assignment;
  const reasons = [
    because && findCodeText(t, "assignBecause", because),
    note && findCodeText(t, "assignNotes", note),
    userId && findCodeText(t, "assignFrom", from),
  ];
  return (
    <div>
      {title && <h3 className="text-[13px] text-muted">{title}</h3>}
      <p className="font-medium">{name ?? userId ?? t("decision.nobody")}</p>
      <p className="mt-0.5 text-muted">{reasons.filter(Boolean).join(" ")}</p>
      {candidates.length > 0 && (
        <div className="mt-2.5">
          <SmallTable caption={t("decision.candidates")} head={[t("decision.candidate"), t("decision.reason")]}>
            {candidates.map((candidate) => (
              <tr key={candidate.crmUserId}>
                <SmallCell>
                  {candidate.name ?? candidate.crmUserId}{" "}
                  {candidate.isChosen && <Badge tone="success">{t("decision.chosen")}</Badge>}
                </SmallCell>
                <SmallCell isMuted={!candidate.isChosen}>{codeText(t, "candidateReasons", candidate.reason)}</SmallCell>
              </tr>
            ))}
          </SmallTable>
        </div>
      )}
    </div>
  );
}
