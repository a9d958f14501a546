"use client";

import { useEffect, useEffectEvent } from "react";

/**
 * Calls `work` again and again while the page can be seen: `everyMs` after the last call was done, and at once when the
 * page comes into view after longer than that. Ends when `work` gives false.
 */
export function usePoll(work: () => Promise<boolean>, { everyMs, isOn = true }: { everyMs: number; isOn?: boolean }) {
  const call = useEffectEvent(work);

  useEffect(() => {
    if (!isOn) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let calledAt = Date.now();
    let isEnded = false;

    const schedule = () => {
      clearTimeout(timer);
      if (isEnded || document.visibilityState === "hidden") return;
      timer = setTimeout(run, Math.max(0, calledAt + everyMs - Date.now()));
    };
    const run = async () => {
      calledAt = Date.now();
      const goesOn = await call();
      isEnded ||= !goesOn;
      schedule();
    };

    schedule();
    document.addEventListener("visibilitychange", schedule);
    return () => {
      isEnded = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", schedule);
    };
  }, [everyMs, isOn]);
}
