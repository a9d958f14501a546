import type { Page } from "@playwright/test";
import type { Demo } from "./stack";

/** Signs in as the demo user, through the page in Ukrainian. */
export async function signInAsDemo(page: Page, { email, password }: Demo) {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Пароль", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Увійти" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}
