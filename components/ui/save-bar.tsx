"use client";

import { useTranslations } from "next-intl";
import { Button } from "./button";
import { useLeaveGuard } from "./use-leave-guard";

/**
 * The bar that appears at the foot of a form when something changed; place it last inside the `<form>`. Leaving the page
 * with changes asks first.
 *
 * @example
 * <SaveBar isShown={formState.isDirty} isBusy={formState.isSubmitting} onReset={() => reset()} />
 */
export function SaveBar({ isShown, isBusy, onReset }: { isShown: boolean; isBusy: boolean; onReset: () => void }) {
  const t = useTranslations("common");
  useLeaveGuard(isShown, t("unsavedLeave"));

  if (!isShown) return null;
  return (
    <div
      data-save-bar
      className="sticky bottom-4 z-20 mt-6 flex animate-rise flex-wrap items-center justify-end gap-2 rounded-lg bg-surface py-2 ps-4 pe-2 shadow-overlay"
    >
      <p role="status" className="min-w-0 flex-1 text-muted">
        {t("unsaved")}
      </p>
      <Button variant="ghost" onClick={onReset} disabled={isBusy}>
        {t("discard")}
      </Button>
      <Button variant="primary" type="submit" isBusy={isBusy}>
        {t("save")}
      </Button>
    </div>
  );
}
