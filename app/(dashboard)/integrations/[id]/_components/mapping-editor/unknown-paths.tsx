"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { PATH_EVENTS_MAX } from "@/lib/mapping/list-paths";
import { listSegments } from "@/lib/mapping/template-segments";
import { useRecentEvents } from "../recent-events";
import { useSettingsForm } from "../settings-context";
import { useMappingEditor } from "./editor-context";

/** Says under a value which of its paths none of the last events had. */
export function UnknownPaths({ index }: { index: number }) {
  const { control } = useSettingsForm();
  const { isKnownPath } = useMappingEditor();
  const unknownText = useUnknownText();
  const text = useWatch({ control, name: `mapping.${index}.template` }) ?? "";
  const unknown = listSegments(text).flatMap((segment) =>
    segment.kind === "hole" && !isKnownPath(segment.path) ? [segment.path.source] : [],
  );
  if (unknown.length === 0) return null;
  return (
    <p className="flex items-start gap-1.5 text-[13px] text-warning-text">
      <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span className="min-w-0 break-words">{unknownText([...new Set(unknown)])}</span>
    </p>
  );
}

/** The words for paths that no event had: of the last leads, or of the samples where there are none. */
export function useUnknownText(): (paths: readonly string[]) => string {
  const t = useTranslations("mappingEditor.unknown");
  const { areSamples } = useRecentEvents();
  return (paths) => t(areSamples ? "inSamples" : "inLeads", { paths: paths.join(", "), leads: PATH_EVENTS_MAX });
}
