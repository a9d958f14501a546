import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { readPerson } from "./support/crm/read-person";
import { sendpulseEvent } from "./support/sendpulse-event";
import { signUp } from "./support/sign-up";
import type { Stack } from "./support/stack";
import { addIntegration } from "./support/trial-account";

const VENDOR = "oauth.pipedrive.com";

test("a CRM is connected on its own consent page, and a no there leaves everything as it was", async ({
  page,
  request,
  stack,
}) => {
  await signUp(page, { baseURL: stack.baseURL });
  await showVendorPages(page, stack);

  await goToVendor(page);
  await page.getByRole("link", { name: "Cancel" }).click();
  await page.waitForURL(/\/connections\?consent=denied$/);
  await expect(page.getByText("На сторінці CRM доступ не надали")).toBeVisible();
  await expect(page.getByText("Ще немає жодного підключення")).toBeVisible();

  await goToVendor(page);
  const answer = await page.getByRole("link", { name: "Allow and install" }).getAttribute("href");
  await page.getByRole("link", { name: "Allow and install" }).click();
  await page.waitForURL(/\/connections\/[0-9a-f-]{36}\?consent=given$/);
  await expect(page.getByText("Доступ надано, підключення працює.")).toBeVisible();
  await expect(page.getByText("Доступ надано на сторінці CRM. Можна надати його знову або ввести ключ.")).toBeVisible();
  await page.getByRole("button", { name: "Перевірити", exact: true }).click();
  await expect(page.getByText(/Підключення працює: .+ · .+/)).toBeVisible();

  // The answer of the vendor is good for one redirect.
  await page.goto(answer ?? "");
  await page.waitForURL(/\/connections\?consent=expired$/);
  await expect(page.getByText("Запит на доступ застарів або почався в іншому вікні")).toBeVisible();

  const address = await addIntegration(page, { name: "Чат-бот", connection: "Pipedrive" });
  const phone = "+380675550201";
  await request.post(address, { data: [sendpulseEvent({ phone, name: "Зоя" })] });
  await expect.poll(async () => (await readPerson(stack, { provider: "pipedrive", phone })).deals.length).toBe(1);
});

test("a CRM without an app of the product's is connected by key alone", async ({ page, stack }) => {
  await signUp(page, { baseURL: stack.baseURL });
  await page.goto("/connections");
  await page.getByRole("button", { name: "Додати підключення" }).click();
  await page.getByRole("button", { name: /^HubSpot / }).click();
  await expect(page.getByRole("button", { name: "Підключити", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Увійти через/ })).toHaveCount(0);
});

async function goToVendor(page: Page) {
  await page.goto("/connections");
  await page.getByRole("button", { name: "Додати підключення" }).click();
  await page.getByRole("button", { name: /^Pipedrive / }).click();
  await page.getByRole("button", { name: "Увійти через Pipedrive" }).click();
  await page.waitForURL(`https://${VENDOR}/**`);
}

/** The vendor's pages come from its fake. */
async function showVendorPages(page: Page, { gatewayUrl }: Stack) {
  await page.route(`https://${VENDOR}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const response = await fetch(`${gatewayUrl}${pathname}${search}`, { headers: { "x-crm-host": VENDOR } });
    await route.fulfill({
      status: response.status,
      contentType: response.headers.get("content-type") ?? "text/html",
      body: await response.text(),
    });
  });
}
