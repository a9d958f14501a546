import { expect, type Page } from "@playwright/test";
import type { Locale } from "@/lib/i18n/locales";

const WORDS = {
  uk: { publish: "Опублікувати", done: /Опубліковано версію \d+/ },
  en: { publish: "Publish", done: /Version \d+ published/ },
} satisfies Record<Locale, object>;

/** Publishes what stands on an integration's settings page, through the window that shows what changes. */
export async function publish(page: Page, locale: Locale = "uk") {
  const { publish: name, done } = WORDS[locale];
  await page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name, exact: true }).click();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await expect(page.getByText(done).last()).toBeVisible();
}
