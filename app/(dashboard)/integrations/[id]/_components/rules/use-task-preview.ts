"use client";

import { useDeferredValue, useMemo } from "react";
import { useWatch } from "react-hook-form";
import { compileTemplate } from "@/lib/mapping/compile-template";
import { parseTemplate } from "@/lib/mapping/parse-template";
import { createRenderScope } from "@/lib/mapping/render-scope";
import { renderTemplate } from "@/lib/mapping/render-template";
import { useRecentEvents } from "../recent-events";
import { useSettingsForm } from "../settings-context";

/** What the task's text is for the event that the page shows values for; null while it cannot be read or says what it says as it is. */
export function useTaskPreview(): string | null {
  const { control } = useSettingsForm();
  const { chosen } = useRecentEvents();
  const [template, name] = useWatch({ control, name: ["rules.taskTemplate", "name"] });
  const text = useDeferredValue(template ?? "");

  return useMemo(() => {
    const parsed = parseTemplate(text);
    if (!parsed.ok || !chosen || !text.includes("{{")) return null;
    const context = {
      integration: { id: "", name: name ?? "" },
      lead: { id: chosen.leadId ?? "", receivedAt: chosen.receivedAt },
    };
    return (
      renderTemplate(compileTemplate(parsed.template), createRenderScope(chosen.event, context)).text.trim() || null
    );
  }, [text, name, chosen]);
}
