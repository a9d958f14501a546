"use client";

import { createContext, type ReactNode, use, useSyncExternalStore } from "react";

const TICK_MS = 15_000;
const RenderedAtContext = createContext(0);

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** Tells the page when the server rendered it, so that the first picture in the browser says the same words. */
export function ClockProvider({ renderedAt, children }: { renderedAt: number; children: ReactNode }) {
  return <RenderedAtContext value={renderedAt}>{children}</RenderedAtContext>;
}

/** The present, in milliseconds, moving on every 15 s. Equal on the server and in the first render of the browser. */
export function useClock(): number {
  const renderedAt = use(RenderedAtContext);
  return useSyncExternalStore(
    subscribe,
    () => now,
    () => renderedAt,
  );
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (!timer) {
    tick();
    timer = setInterval(tick, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick() {
  now = Date.now();
  for (const listener of listeners) listener();
}
