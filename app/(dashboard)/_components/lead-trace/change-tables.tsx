import { useTranslations } from "next-intl";
import type { CrmDirectory } from "@/lib/crm/types";
import type { DecisionTrace } from "@/lib/leads/read-trace";
import { codeText } from "./code-text";
import { createFieldTexts } from "./field-texts";
import { SmallCell, SmallTable } from "./small-table";

/** Old and new of every mapped value: what was written, or is to be while `isWritten` is false, and what is left as it is. */
export function ChangeTables({
  changes,
  directory,
  isWritten,
}: {
  changes: DecisionTrace["changes"];
  directory: CrmDirectory | null;
  isWritten: boolean;
}) {
  const t = useTranslations("registry");
  const sent = changes.filter(({ isSent }) => isSent);
  const kept = changes.filter(({ isSent }) => !isSent);
  return (
    <div className="flex flex-col gap-4">
      {sent.length === 0 && <p>{t(isWritten ? "changes.nothingSent" : "changes.nothingPlanned")}</p>}
      <ChangeTable
        caption={isWritten ? t("changes.sent") : t("changes.planned")}
        changes={sent}
        directory={directory}
        isWritten={isWritten}
      />
      <ChangeTable
        caption={t(isWritten ? "changes.notSent" : "changes.notPlanned")}
        changes={kept}
        directory={directory}
        isWritten={isWritten}
      />
    </div>
  );
}

function ChangeTable({
  caption,
  changes,
  directory,
  isWritten,
}: {
  caption: string;
  changes: DecisionTrace["changes"];
  directory: CrmDirectory | null;
  isWritten: boolean;
}) {
  const t = useTranslations("registry");
  const fields = createFieldTexts(t, directory);
  if (changes.length === 0) return null;
  return (
    <div>
      <h3 className="text-[13px] text-muted">{caption}</h3>
      <SmallTable
        caption={caption}
        head={[
          t("changes.field"),
          t("changes.before"),
          t(isWritten ? "changes.after" : "changes.afterPlanned"),
          t("changes.reason"),
        ]}
        widths={["24%", "26%", "28%"]}
      >
        {changes.map(({ field, before, after, isSent, reason }) => (
          <tr key={field}>
            <SmallCell>{fields.label(field)}</SmallCell>
            <SmallCell isMuted>{before === null ? t("lead.empty") : fields.value(field, before)}</SmallCell>
            <SmallCell isMuted={!isSent}>{fields.value(field, after)}</SmallCell>
            <SmallCell isMuted>{codeText(t, "changeReasons", reason)}</SmallCell>
          </tr>
        ))}
      </SmallTable>
    </div>
  );
}
