import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { LOCALE_COOKIE, type Locale } from "@/lib/i18n/locales";

const WORDS = {
  uk: { name: "Ваше ім’я", email: "E-mail", password: "Пароль", submit: "Створити кабінет" },
  en: { name: "Your name", email: "E-mail", password: "Password", submit: "Create the account" },
} satisfies Record<Locale, object>;

/** Makes an account of the test's own through the sign-up page, and leaves the page signed in. */
export async function signUp(page: Page, { baseURL, locale = "uk" }: { baseURL: string; locale?: Locale }) {
  await page.context().addCookies([{ name: LOCALE_COOKIE, value: locale, url: baseURL }]);
  const words = WORDS[locale];
  const user = {
    name: "Ольга Тестова",
    email: `e2e-${randomUUID()}@example.com`,
    password: "вечірня кава з молоком 42",
  };
  await page.goto("/sign-up");
  await page.getByLabel(words.name).fill(user.name);
  await page.getByLabel(words.email).fill(user.email);
  await page.getByLabel(words.password, { exact: true }).fill(user.password);
  await page.getByRole("button", { name: words.submit }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-up");
  return user;
}
