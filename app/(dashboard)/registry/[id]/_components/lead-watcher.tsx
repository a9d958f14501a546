"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { usePoll } from "../../_components/use-poll";

const POLL_MS = 1_500;
/** A lead that waits for hours is looked at less often. */
const SLOW_POLL_MS = 10_000;
const FAST_POLLS = 40;

/** Reads the page again whenever something happened to the lead that it shows. */
export function LeadWatcher({ id, updatedAt }: { id: string; updatedAt: Date }) {
  const router = useRouter();
  const [polls, setPolls] = useState(0);

  usePoll(
    async () => {
      setPolls(polls + 1);
      const state = await readState(id);
      if (state === "gone") return false;
      if (state && state.updatedAt !== updatedAt.toISOString()) router.refresh();
      return true;
    },
    { everyMs: polls < FAST_POLLS ? POLL_MS : SLOW_POLL_MS },
  );
  return null;
}

async function readState(id: string): Promise<{ updatedAt: string } | "gone" | null> {
  try {
    const response = await fetch(`/registry/${id}/state`);
    if (response.status === 401 || response.status === 404) return "gone";
    return response.ok ? ((await response.json()) as { updatedAt: string }) : null;
  } catch {
    return null;
  }
}
