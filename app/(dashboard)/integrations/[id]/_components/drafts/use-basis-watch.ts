"use client";

import { useEffect, useEffectEvent } from "react";
import { z } from "zod";
import type { EditBasis } from "@/lib/integrations/edit-basis";

const ASK_EVERY_MS = 20_000;

const answerSchema = z.object({
  basis: z.object({ version: z.number(), revision: z.string().nullable() }).nullable(),
});

/** Asks in the background, and whenever the page comes into view, whether somebody else wrote, and calls `onChange` if so. */
export function useBasisWatch({
  integrationId,
  isOn,
  isKnown,
  onChange,
}: {
  integrationId: string;
  isOn: boolean;
  isKnown: (basis: EditBasis) => boolean;
  onChange: () => void;
}) {
  const ask = useEffectEvent(async () => {
    const basis = await fetchBasis(integrationId);
    if (basis && !isKnown(basis)) onChange();
  });

  useEffect(() => {
    if (!isOn) return;
    const askInSight = () => {
      if (document.visibilityState === "visible") void ask();
    };
    const timer = setInterval(askInSight, ASK_EVERY_MS);
    document.addEventListener("visibilitychange", askInSight);
    window.addEventListener("focus", askInSight);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", askInSight);
      window.removeEventListener("focus", askInSight);
    };
  }, [isOn]);
}

/** Null when the server cannot be asked just now, also because the session has ended: saving says so. */
async function fetchBasis(integrationId: string): Promise<EditBasis | null> {
  try {
    const response = await fetch(`/integrations/${integrationId}/basis`);
    return response.ok ? answerSchema.parse(await response.json()).basis : null;
  } catch {
    return null;
  }
}
