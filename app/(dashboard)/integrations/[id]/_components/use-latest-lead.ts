"use client";

import { useCallback, useEffect, useState } from "react";
import { z } from "zod";
import type { LatestLead } from "@/lib/integrations/find-latest-lead";
import { LEAD_STATUSES } from "@/lib/leads/status";

/** Whoever has just pasted the address waits for this page to answer; later on it is only kept fresh. */
const WAITING_MS = 1_000;
const KEEPING_MS = 4_000;

const answerSchema = z.object({
  lead: z
    .object({
      id: z.string(),
      status: z.enum(LEAD_STATUSES),
      name: z.string().nullable(),
      receivedAt: z.string(),
      isTest: z.boolean(),
    })
    .nullable(),
});

/** The newest lead of an integration, asked for again while the page is in sight; `ask` asks at once. */
export function useLatestLead(integrationId: string, initial: LatestLead | null) {
  const [lead, setLead] = useState(initial);
  const hasLead = lead !== null;

  const ask = useCallback(async () => {
    const next = await fetchLatest(integrationId);
    if (next) setLead(next);
  }, [integrationId]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let isAsking = false;
    let isOver = false;
    const again = async () => {
      if (document.visibilityState === "visible") {
        isAsking = true;
        await ask();
        isAsking = false;
      }
      if (!isOver) timer = setTimeout(again, hasLead ? KEEPING_MS : WAITING_MS);
    };
    const onShow = () => {
      if (isAsking) return;
      clearTimeout(timer);
      void again();
    };
    timer = setTimeout(again, WAITING_MS);
    document.addEventListener("visibilitychange", onShow);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onShow);
    };
  }, [ask, hasLead]);

  return { lead, ask };
}

/** Null when there is none, and when the server cannot be asked just now: the next time tells. */
async function fetchLatest(integrationId: string): Promise<LatestLead | null> {
  try {
    const response = await fetch(`/integrations/${integrationId}/latest-lead`);
    return response.ok ? answerSchema.parse(await response.json()).lead : null;
  } catch {
    return null;
  }
}
