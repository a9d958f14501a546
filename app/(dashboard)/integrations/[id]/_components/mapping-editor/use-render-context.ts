"use client";

import { useParams } from "next/navigation";
import { useMemo } from "react";
import { useWatch } from "react-hook-form";
import type { RenderContext } from "@/lib/mapping/render-scope";
import { useRecentEvents } from "../recent-events";
import { useSettingsForm } from "../settings-context";

/** What templates can read besides the event, for the event that is chosen. */
export function useRenderContext(): RenderContext {
  const { id } = useParams<{ id: string }>();
  const { control } = useSettingsForm();
  const name = useWatch({ control, name: "name" }) ?? "";
  const { chosen } = useRecentEvents();
  const leadId = chosen?.leadId ?? "00000000-0000-0000-0000-000000000000";
  const receivedAt = chosen?.receivedAt ?? "";
  return useMemo(
    () => ({ integration: { id, name }, lead: { id: leadId, receivedAt } }),
    [id, name, leadId, receivedAt],
  );
}
