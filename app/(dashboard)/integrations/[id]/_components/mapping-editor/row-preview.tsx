"use client";

import { CircleAlert, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import type { MappingIssue } from "@/lib/mapping/mapping-issue";
import type { RowPreview as Preview } from "@/lib/preview/preview-rows";
import type { TargetField } from "../settings-context";
import { useRowPreview } from "./previews-context";
import { useShownValue } from "./use-shown-value";

/** What the row gives for the chosen event: the value that is sent, or why nothing is. */
export function RowPreview({ index, field }: { index: number; field: TargetField | null }) {
  const preview = useRowPreview(index);
  if (!preview) return null;
  return (
    <div data-preview={preview.state} className="flex min-w-0 flex-col gap-0.5 text-[13px]">
      <PreviewText preview={preview} field={field} />
    </div>
  );
}

/** The same for a preview at hand. */
export function PreviewText({ preview, field }: { preview: Preview; field: TargetField | null }) {
  const t = useTranslations("mappingEditor.preview");
  const show = useShownValue();
  if (preview.state === "blank") return <NotSent>{t("blank")}</NotSent>;
  if (preview.state === "other_events") return <NotSent>{t("otherEvents")}</NotSent>;
  if (preview.state === "taken") return <NotSent>{t("taken", { row: preview.by + 1 })}</NotSent>;
  if (preview.state === "issue") {
    return (
      <>
        <PreviewIssues issues={preview.issues} />
        <NotSent>{t("notSent")}</NotSent>
      </>
    );
  }
  return (
    <>
      <span className="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-0.5">
        <span className="line-clamp-3 min-w-0 break-words font-medium">{show(preview, field)}</span>
        {preview.isDefault && <Badge tone="violet">{t("default")}</Badge>}
      </span>
      {preview.typed !== null && (
        <span className="break-words text-muted text-xs">{t("typed", { text: preview.typed })}</span>
      )}
      {preview.isUnfit && (
        <span className="flex items-start gap-1 text-warning-text text-xs">
          <TriangleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
          {t("unfitPhone")}
        </span>
      )}
      <PreviewIssues issues={preview.issues} />
    </>
  );
}

function PreviewIssues({ issues }: { issues: readonly MappingIssue[] }) {
  const t = useTranslations("registry.issues");
  const tTemplate = useTranslations("integrations.issues.template");
  const textOf = ({ code, args }: MappingIssue) => {
    // What is wrong with a template is told by its own code, the position counted from one.
    const reason = String(args.reason) as Parameters<typeof tTemplate>[0];
    if (code !== "bad_template" || !tTemplate.has(reason)) return t(code);
    return tTemplate(reason, { ...args, position: Number(args.position) + 1 });
  };
  return issues.map((issue) => {
    const { code, text } = issue;
    return (
      <span key={`${code} ${text}`} className="flex items-start gap-1 text-danger-text">
        <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
        <span className="min-w-0 break-words">
          {text && <span className="line-clamp-2 font-medium">«{text}»</span>}
          {textOf(issue)}
        </span>
      </span>
    );
  });
}

function NotSent({ children }: { children: ReactNode }) {
  return <span className="text-faint italic">{children}</span>;
}
