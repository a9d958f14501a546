"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";
import { keepLocale } from "./preferences";

/** The languages side by side, for pages that nobody has signed in to yet. */
export function LanguageLinks() {
  const t = useTranslations("shell");
  const locale = useLocale();
  const router = useRouter();
  return (
    <fieldset className="flex justify-center gap-1">
      <legend className="sr-only">{t("language")}</legend>
      {LOCALES.map((value) => (
        <button
          key={value}
          type="button"
          lang={value}
          aria-pressed={value === locale}
          onClick={() => {
            keepLocale(value);
            router.refresh();
          }}
          className="h-7 rounded-md px-2 text-[13px] text-muted hover:bg-hover hover:text-text aria-pressed:font-medium aria-pressed:text-text"
        >
          {LOCALE_NAMES[value]}
        </button>
      ))}
    </fieldset>
  );
}
