import { expect, type Page } from "@playwright/test";
import { fillAutomatically } from "./mapping-editor";
import { publish } from "./publish";

/** Connects a «Пробна CRM» of the signed-in account, and gives its id and the address of the connection. */
export async function connectTrialCrm(page: Page): Promise<{ trialCrmId: string; connectionUrl: string }> {
  await addTrialConnection(page);
  const connectionUrl = page.url();
  await page.goto("/trial-crm");
  await page.waitForURL(/\/trial-crm\/[0-9a-f-]{36}$/);
  return { trialCrmId: page.url().slice(-36), connectionUrl };
}

/** Connects a «Пробна CRM» and ends at the page of the connection. */
export async function addTrialConnection(page: Page) {
  await page.goto("/connections");
  await page.getByRole("button", { name: "Додати підключення" }).click();
  await page.getByRole("button", { name: "Пробна CRM" }).click();
  await page.getByRole("button", { name: "Підключити", exact: true }).click();
  await page.waitForURL(/\/connections\/[0-9a-f-]{36}$/);
}

/** Makes a collection of these managers, in this order. */
export async function addCollection(page: Page, { name, managers }: { name: string; managers: string[] }) {
  await page.goto("/collections");
  await page.getByRole("button", { name: "Додати колекцію" }).click();
  const dialog = page.getByRole("dialog", { name: "Нова колекція" });
  await dialog.getByLabel("Назва").fill(name);
  for (const label of managers) await dialog.getByLabel("Додати менеджера…").selectOption({ label });
  await dialog.getByRole("button", { name: "Зберегти" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
}

/** Adds an integration that delivers to a connection with the usual fields. Gives its webhook address. */
export async function addIntegration(
  page: Page,
  {
    name,
    connection = "Пробна CRM",
    collection,
    rules = [],
  }: { name: string; connection?: string; collection?: string; rules?: string[] },
): Promise<string> {
  await page.goto("/integrations");
  await page.getByRole("button", { name: "Додати інтеграцію" }).click();
  await page.getByRole("button", { name: "Sendpulse" }).click();
  await page.getByLabel("Назва інтеграції").fill(name);
  await page.getByRole("button", { name: "Додати", exact: true }).click();
  await page.waitForURL(/\/integrations\/[0-9a-f-]{36}$/);
  await page.getByLabel("Передавати в").selectOption({ label: connection });
  if (collection) await page.getByLabel("Колекція менеджерів").selectOption({ label: collection });
  await fillAutomatically(page);
  for (const rule of rules) await page.getByLabel(rule).check();
  await publish(page);
  return page.locator("code").filter({ hasText: "/api/hooks/" }).innerText();
}
