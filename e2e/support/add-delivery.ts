import type { Page } from "@playwright/test";
import { fillAutomatically } from "./mapping-editor";
import { publish } from "./publish";

/** Connects «Пробна CRM» and adds an integration that delivers to it with the usual fields. Gives its webhook address. */
export async function addDelivery(page: Page, name: string): Promise<string> {
  await page.goto("/connections");
  await page.getByRole("button", { name: "Додати підключення" }).click();
  await page.getByRole("button", { name: "Пробна CRM" }).click();
  await page.getByRole("button", { name: "Підключити", exact: true }).click();
  await page.waitForURL(/\/connections\/[0-9a-f-]{36}$/);

  await page.goto("/integrations");
  await page.getByRole("button", { name: "Додати інтеграцію" }).click();
  await page.getByRole("button", { name: "Sendpulse" }).click();
  await page.getByLabel("Назва інтеграції").fill(name);
  await page.getByRole("button", { name: "Додати", exact: true }).click();
  await page.waitForURL(/\/integrations\/[0-9a-f-]{36}$/);
  await page.getByLabel("Передавати в").selectOption({ label: "Пробна CRM" });
  await fillAutomatically(page);
  await publish(page);
  return page.locator("code").filter({ hasText: "/api/hooks/" }).innerText();
}
