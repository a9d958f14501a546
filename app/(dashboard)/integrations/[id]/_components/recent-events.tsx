"use client";

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from "react";
import type { RecentEvent, RecentEvents } from "@/lib/integrations/recent-events";
import { createSampleEvent, SAMPLE_SERVICES } from "@/lib/sources/sendpulse/samples";

/** An event that settings are tried out on: one that came, or an invented one of a messenger (`leadId` null). */
export type TrialEvent = Omit<RecentEvent, "leadId" | "status"> & {
  key: string;
  leadId: string | null;
  status: RecentEvent["status"] | null;
};

type RecentEventsState = {
  /** The integration's own, newest first; without any, a sample of each messenger. */
  events: readonly TrialEvent[];
  /** Whether the events are invented. */
  areSamples: boolean;
  /** Events too large to be shown here. */
  omitted: number;
  state: "loading" | "ready" | "failed";
  reload(): void;
  /** The event that values are shown for, in all blocks of the page. */
  chosen: TrialEvent | null;
  choose(key: string): void;
};

const NONE: RecentEventsState = {
  events: [],
  areSamples: false,
  omitted: 0,
  state: "loading",
  reload: () => {},
  chosen: null,
  choose: () => {},
};
const RecentEventsContext = createContext<RecentEventsState>(NONE);

/** Loads the integration's last events once for all blocks of the settings page, and again when it is asked to. */
export function RecentEventsProvider({ integrationId, children }: { integrationId: string; children: ReactNode }) {
  const [recent, setRecent] = useState<RecentEvents | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const [chosenKey, setChosenKey] = useState<string | null>(null);

  const load = useCallback(async () => {
    try {
      const response = await fetch(`/integrations/${integrationId}/recent-events`);
      if (!response.ok) throw new Error(String(response.status));
      setRecent((await response.json()) as RecentEvents);
      setHasFailed(false);
    } catch {
      setHasFailed(true);
    }
  }, [integrationId]);

  const reload = useCallback(() => void load(), [load]);
  useEffect(reload, [reload]);

  const value = useMemo((): RecentEventsState => {
    const own = recent?.events ?? [];
    const areSamples = recent !== null && own.length === 0;
    const events = areSamples ? SAMPLES : own.map((event): TrialEvent => ({ ...event, key: event.leadId }));
    return {
      events,
      areSamples,
      omitted: recent?.omitted ?? 0,
      state: recent ? "ready" : hasFailed ? "failed" : "loading",
      reload,
      chosen: events.find(({ key }) => key === chosenKey) ?? events[0] ?? null,
      choose: setChosenKey,
    };
  }, [recent, hasFailed, chosenKey, reload]);

  return <RecentEventsContext value={value}>{children}</RecentEventsContext>;
}

export function useRecentEvents(): RecentEventsState {
  return use(RecentEventsContext);
}

const SAMPLES: readonly TrialEvent[] = SAMPLE_SERVICES.map((service) => {
  const event = createSampleEvent(service, new Date());
  return {
    key: `sample-${service}`,
    leadId: null,
    receivedAt: new Date().toISOString(),
    status: null,
    isTest: true,
    service,
    title: typeof event.title === "string" ? event.title : null,
    name: null,
    event,
  };
});
