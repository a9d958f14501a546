"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Tabs } from "@/components/ui/tabs";

const WAYS = ["flow", "trigger", "manual"] as const;
const STEPS = ["first", "second", "third", "fourth"] as const;

/** How to send data from SendPulse to the address, in its three ways. Open until the first lead is there. */
export function SetupGuide({ isOpenAtFirst }: { isOpenAtFirst: boolean }) {
  const t = useTranslations("integrations.guide");
  return (
    <details open={isOpenAtFirst} className="group">
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1.5 rounded-sm font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 text-muted transition-transform group-open:rotate-90" />
        {t("title")}
      </summary>
      <div className="mt-3 max-w-2xl">
        <Tabs
          label={t("title")}
          tabs={WAYS.map((way) => ({
            id: way,
            label: t(`${way}.title`),
            panel: (
              <div className="flex flex-col gap-3">
                <p className="text-muted">{t(`${way}.when`)}</p>
                <ol className="list-decimal space-y-1.5 ps-5 marker:text-muted">
                  {STEPS.map((step) => (
                    <li key={step}>{t(`${way}.${step}`)}</li>
                  ))}
                </ol>
              </div>
            ),
          }))}
        />
        <p className="mt-3 text-[13px] text-muted">{t("separate")}</p>
      </div>
    </details>
  );
}
