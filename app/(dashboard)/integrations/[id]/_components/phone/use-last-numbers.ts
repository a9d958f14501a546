"use client";

import { useDeferredValue, useMemo } from "react";
import { useWatch } from "react-hook-form";
import { listTypedPhones } from "@/lib/preview/list-typed-phones";
import { useRecentEvents } from "../recent-events";
import { useDestination, useSettingsForm } from "../settings-context";

const NUMBERS_MAX = 10;

/** The last phones that the mapping in the form reads from events, as people typed them. */
export function useLastNumbers(): string[] {
  const { control } = useSettingsForm();
  const directory = useDestination()?.directory ?? null;
  const { events } = useRecentEvents();
  const rows = useWatch({ control, name: "mapping" })?.filter(({ target }) => target === "contact.phone") ?? [];
  const mapping = useDeferredValue(JSON.stringify(rows));

  return useMemo(
    () =>
      listTypedPhones({
        events: events.map(({ event }) => event),
        mapping: JSON.parse(mapping),
        directory,
        max: NUMBERS_MAX,
      }),
    [events, mapping, directory],
  );
}
