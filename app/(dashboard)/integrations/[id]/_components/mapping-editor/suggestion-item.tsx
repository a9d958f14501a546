"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import type { SuggestedRow } from "@/lib/mapping/suggest-rows";
import { useTargetFields } from "../settings-context";
import { usePreviewRows } from "./previews-context";
import { PreviewText } from "./row-preview";
import { useConditionText } from "./use-condition-text";

/** One proposed row: the field, the value, for which events, and what it gives for the chosen one. */
export function SuggestionItem({
  suggestion: { row, isSeen },
  isTicked,
  onTick,
}: {
  suggestion: SuggestedRow;
  isTicked: boolean;
  onTick: (isTicked: boolean) => void;
}) {
  const t = useTranslations("mappingEditor");
  const conditionText = useConditionText();
  const preview = usePreviewRows()([row])[0];
  const field = useTargetFields().find(({ target }) => target === row.target) ?? null;
  return (
    <li className="py-2.5">
      <Checkbox
        label={
          <>
            <span className="font-medium">{field?.label ?? row.target}</span>
            {field && <span className="text-muted"> · {t(`target.${field.entity}`)}</span>}
          </>
        }
        help={<span className="break-all font-mono text-xs">{row.template}</span>}
        checked={isTicked}
        onChange={({ target }) => onTick(target.checked)}
      />
      <div className="mt-1 flex flex-col items-start gap-1 ps-6.5 text-[13px]">
        {row.condition && <Badge tone="violet">{conditionText(row.condition)}</Badge>}
        {isSeen && preview && <PreviewText preview={preview} field={field} />}
        {!isSeen && <Badge tone="warning">{t("autoFill.unseen")}</Badge>}
      </div>
    </li>
  );
}
