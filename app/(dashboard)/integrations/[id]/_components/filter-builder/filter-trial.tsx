"use client";

import { createContext, type ReactNode, use, useDeferredValue, useEffect, useMemo, useState } from "react";
import { useWatch } from "react-hook-form";
import type { FilterIssue } from "@/lib/filter/compile-filter";
import { type EventField, listEventFields } from "@/lib/filter/list-event-fields";
import { type CompiledDraft, compileDraft } from "@/lib/preview/compile-draft";
import { sumUpTrial, type TrialSummary } from "@/lib/preview/sum-up-trial";
import { type TriedLead, tryLead } from "@/lib/preview/try-lead";
import { useRecentEvents } from "../recent-events";
import { useDestination, useSettingsForm } from "../settings-context";
import { runInSlices } from "./run-in-slices";

type FilterTrial = {
  issues: readonly FilterIssue[];
  problem: CompiledDraft["problem"];
  /** Null until the events were tried for the first time. */
  summary: TrialSummary | null;
  tried: ReadonlyMap<string, TriedLead>;
  eventFields: readonly EventField[];
  /** The different values that a condition's field had in the last events. */
  valuesOf: (field: string) => readonly string[];
};

const FilterTrialContext = createContext<FilterTrial>({
  issues: [],
  problem: null,
  summary: null,
  tried: new Map(),
  eventFields: [],
  valuesOf: () => [],
});

/** Tries the filter in the form out on the last events, anew after every change, while the page stays free for typing. */
export function FilterTrialProvider({ children }: { children: ReactNode }) {
  const { control } = useSettingsForm();
  const directory = useDestination()?.directory ?? null;
  const { events } = useRecentEvents();
  const [mapping, filter, phone, counted] = useWatch({ control, name: ["mapping", "filter", "phone", "events"] });
  // As text, so that a draft which is the same is not tried again.
  const text = useDeferredValue(JSON.stringify({ mapping, filter, phone, events: counted }));
  const draft = useMemo(() => compileDraft(JSON.parse(text), directory), [text, directory]);
  const [tried, setTried] = useState<readonly TriedLead[] | null>(null);
  const eventFields = useMemo(() => listEventFields(events.map(({ event }) => event)), [events]);

  useEffect(() => runInSlices(events, (event) => tryLead(event, draft.compiled), setTried), [events, draft.compiled]);

  const value = useMemo((): FilterTrial => {
    const values = new Map(eventFields.map((field) => [`event:${field.path}`, field.values]));
    return {
      issues: draft.filterIssues,
      problem: draft.problem,
      summary: tried && sumUpTrial(tried),
      tried: new Map(tried?.map((lead) => [lead.key, lead])),
      eventFields,
      valuesOf: (field) => values.get(field) ?? mappedValues(field, tried ?? []),
    };
  }, [draft, tried, eventFields]);

  return <FilterTrialContext value={value}>{children}</FilterTrialContext>;
}

export function useFilterTrial(): FilterTrial {
  return use(FilterTrialContext);
}

function mappedValues(field: string, tried: readonly TriedLead[]): string[] {
  const target = field.startsWith("mapped:") ? field.slice("mapped:".length) : `contact.${field}`;
  const values = tried.flatMap((lead) => new Map(Object.entries(lead.values)).get(target) ?? []);
  return [...new Set(values.filter((value) => value.trim() !== ""))].slice(0, 50);
}
