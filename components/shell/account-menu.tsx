"use client";

import { ChevronsUpDown, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { signOut } from "next-auth/react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import { THEMES, type Theme } from "@/lib/theme";
import { DropdownMenu, MenuChoice, MenuItem, MenuSeparator } from "../ui/dropdown-menu";
import { toast } from "../ui/toast";
import { keepLocale, keepTheme } from "./preferences";

const THEME_ICONS = { system: <Monitor aria-hidden />, light: <Sun aria-hidden />, dark: <Moon aria-hidden /> };

/** The person at the foot of the rail: language, theme, sign-out. */
export function AccountMenu({
  name,
  accountName,
  theme: firstTheme,
  saveLocale,
}: {
  name: string;
  accountName: string;
  theme: Theme;
  saveLocale: (locale: Locale) => Promise<unknown>;
}) {
  const t = useTranslations("shell");
  const tErrors = useTranslations("errors");
  const locale = useLocale();
  const router = useRouter();
  const [theme, setTheme] = useState(firstTheme);

  async function changeLocale(next: Locale) {
    keepLocale(next);
    await saveLocale(next);
    router.refresh();
  }

  async function leave() {
    try {
      await signOut({ redirect: false });
      // A full load: nothing of the signed-in pages stays in memory.
      location.assign("/sign-in");
    } catch {
      toast(tErrors("unexpected"), "danger");
    }
  }

  return (
    <DropdownMenu
      align="start"
      side="top"
      trigger={
        <button
          type="button"
          className="flex w-full items-center gap-2.5 rounded-md p-2 text-start hover:bg-hover data-[state=open]:bg-hover"
        >
          <span
            aria-hidden
            className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent-text text-xs"
          >
            {toInitials(name)}
          </span>
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium leading-4">{name}</span>
            <span className="block truncate text-muted text-xs leading-4">{accountName}</span>
          </span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-faint" />
        </button>
      }
    >
      <MenuChoice
        label={t("language")}
        value={locale}
        options={LOCALES.map((value) => ({ value, label: <span lang={value}>{LOCALE_NAMES[value]}</span> }))}
        onChange={changeLocale}
      />
      <MenuSeparator />
      <MenuChoice
        label={t("theme")}
        value={theme}
        options={THEMES.map((value) => ({ value, label: t(`themes.${value}`), icon: THEME_ICONS[value] }))}
        onChange={(next) => {
          keepTheme(next);
          setTheme(next);
        }}
      />
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={leave}>
        {t("signOut")}
      </MenuItem>
    </DropdownMenu>
  );
}

function toInitials(name: string) {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? "")
    .join("");
}
