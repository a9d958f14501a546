"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useSyncExternalStore } from "react";
import { buttonClasses } from "./button-classes";

type Toast = { id: number; tone: "success" | "danger"; text: string };

const SHOWN_MS = 6000;
const NONE: readonly Toast[] = [];
let toasts = NONE;
let lastId = 0;
const listeners = new Set<() => void>();

/**
 * Says shortly what was done, or why it was not, in a polite live region at the edge of the screen.
 *
 * @example
 * toast(t("saved"));
 * toast(t("notSaved"), "danger");
 */
export function toast(text: string, tone: Toast["tone"] = "success") {
  lastId += 1;
  change([...toasts.slice(-2), { id: lastId, tone, text }]);
}

/** Where toasts appear; stands once in the root layout. */
export function Toaster() {
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => NONE,
  );
  return (
    // The region is there before its first text, or screen readers would not announce it.
    <div
      role="status"
      // A bar at the foot of a form stays in sight, and its buttons within reach.
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col items-end gap-2 [body:has([data-save-bar])_&]:bottom-20 max-sm:[body:has([data-save-bar])_&]:bottom-30"
    >
      {shown.map((item) => (
        <ToastCard key={item.id} item={item} />
      ))}
    </div>
  );
}

function ToastCard({ item }: { item: Toast }) {
  const t = useTranslations("common");
  useEffect(() => {
    // What went wrong stays until it is read.
    if (item.tone === "danger") return;
    const timer = setTimeout(() => dismiss(item.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [item]);

  return (
    <div className="pointer-events-auto flex w-full max-w-sm animate-rise items-start gap-2.5 rounded-lg bg-surface py-2.5 ps-3 pe-2 shadow-overlay">
      {item.tone === "success" ? (
        <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success-text" />
      ) : (
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger-text" />
      )}
      <p className="min-w-0 flex-1 break-words">{item.text}</p>
      <button
        type="button"
        aria-label={t("close")}
        onClick={() => dismiss(item.id)}
        className={buttonClasses({ variant: "ghost", size: "icon-sm" })}
      >
        <X aria-hidden />
      </button>
    </div>
  );
}

function dismiss(id: number) {
  change(toasts.filter((item) => item.id !== id));
}

function change(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
