"use client";

import { createContext, type ReactNode, use, useMemo } from "react";
import { useWatch } from "react-hook-form";
import type { MappingRow } from "@/lib/mapping/schema";
import { phoneSettingsSchema } from "@/lib/phone/schema";
import { previewRows, type RowPreview } from "@/lib/preview/preview-rows";
import { useRecentEvents } from "../recent-events";
import { useDestination, useSettingsForm } from "../settings-context";
import { useRenderContext } from "./use-render-context";

const PreviewsContext = createContext<readonly RowPreview[]>([]);

/** Renders every row for the chosen event, anew with each keystroke. Apart from the editor, so that only the previews follow. */
export function PreviewsProvider({ children }: { children: ReactNode }) {
  const preview = usePreviewRows();
  const { control } = useSettingsForm();
  const rows = useWatch({ control, name: "mapping" });
  const previews = useMemo(() => preview(toRows(rows)), [preview, rows]);
  return <PreviewsContext value={previews}>{children}</PreviewsContext>;
}

/** What the row makes of the chosen event; null while there is no event. */
export function useRowPreview(index: number): RowPreview | null {
  return use(PreviewsContext)[index] ?? null;
}

/** Renders any rows for the chosen event. */
export function usePreviewRows(): (rows: readonly MappingRow[]) => RowPreview[] {
  const { chosen } = useRecentEvents();
  const directory = useDestination()?.directory ?? null;
  const context = useRenderContext();
  const { control } = useSettingsForm();
  const phone = useWatch({ control, name: "phone" });
  return useMemo(() => {
    const settings = phoneSettingsSchema.safeParse(phone ?? {});
    const event = chosen?.event;
    if (!event) return () => [];
    const surroundings = { directory, event, context, phone: settings.data ?? phoneSettingsSchema.parse({}) };
    return (rows: readonly MappingRow[]) => previewRows(rows, surroundings);
  }, [chosen, directory, context, phone]);
}

type FormRow = Omit<MappingRow, "policy" | "condition"> & {
  policy?: MappingRow["policy"];
  condition?: Omit<NonNullable<MappingRow["condition"]>, "values"> & { values?: string[] };
};

/** The rows as the form holds them, with what it may leave out. */
export function toRows(rows: readonly FormRow[] | undefined): MappingRow[] {
  return (rows ?? []).map(({ target, template, policy = "inherit", condition }) => ({
    target,
    template: template ?? "",
    policy,
    ...(condition && { condition: { ...condition, values: condition.values ?? [] } }),
  }));
}
