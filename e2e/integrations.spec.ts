import { readFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import { PROJECT_ROOT } from "@/lib/project-root";
import { expect, test } from "./fixtures";
import { chooseLastTarget, fillAutomatically } from "./support/mapping-editor";
import { publish } from "./support/publish";
import { signUp } from "./support/sign-up";

const EVENT = readFileSync(path.join(PROJECT_ROOT, "e2e/fixtures/payloads/01_telegram_flow_user_title.json"), "utf8");

test("an integration is added, its address copied, and the page shows the first lead by itself", async ({
  page,
  context,
  request,
  stack,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: stack.baseURL });
  await signUp(page, { baseURL: stack.baseURL });
  await addIntegration(page, "Telegram – запис");
  await expect(page.getByRole("heading", { level: 1, name: "Telegram – запис" })).toBeVisible();
  await expect(page.getByText("Очікуємо перший лід…")).toBeVisible();

  await page.getByRole("button", { name: "Скопіювати адресу" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Скопійовано" })).toBeAttached();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toMatch(/\/api\/hooks\/[0-9A-Za-z]{26}$/);

  const answer = await request.post(address, { data: EVENT, headers: { "content-type": "application/json" } });
  expect(answer.status()).toBe(200);
  const { leads } = await answer.json();
  await expect(page.getByText("Останній лід:")).toBeVisible();
  await expect(page.locator(`a[href="/registry/${leads[0]}"]`)).toBeVisible();

  await page.getByRole("button", { name: "Надіслати приклад" }).click();
  await expect(page.getByText("Тест", { exact: true })).toBeVisible();

  await page.goto("/integrations");
  const row = page.getByRole("row", { name: /Telegram – запис/ });
  await expect(row.getByRole("cell").nth(5)).toHaveText("2");
});

test("the settings are published as typed, and a second tab cannot overwrite them unseen", async ({
  page,
  context,
  stack,
}) => {
  await signUp(page, { baseURL: stack.baseURL });
  await addConnection(page);
  await addIntegration(page, "Instagram");
  const settingsUrl = page.url();

  await page.getByLabel("Передавати в").selectOption({ label: "Пробна CRM" });
  await fillAutomatically(page);
  await page.getByLabel("Значення: Назва угоди").fill("{{title | shout}}");
  await page.getByRole("button", { name: "Додати поле" }).click();
  await chooseLastTarget(page, { group: "Угода", name: "Етап" });
  await page.getByLabel("Значення: Етап").selectOption({ label: "Пропозиція" });
  await page.getByRole("button", { name: "Вище: Етап" }).click();
  await page.getByRole("button", { name: "Додати умову" }).click();
  await page.getByLabel("Заборонити створювати задачу на повторну угоду").check();
  await page.getByLabel("Країна", { exact: true }).selectOption({ label: "Польща (+48)" });

  // The server refuses what cannot be read, says so at the field and takes the person there.
  await page.getByRole("button", { name: "Опублікувати", exact: true }).click();
  await expect(page.getByText("Фільтра «shout» немає").first()).toBeVisible();
  await expect(page.getByLabel("Значення: Назва угоди")).toBeFocused();
  await page.getByLabel("Значення: Назва угоди").fill("Заявка: {{contact.name}}");

  const second = await context.newPage();
  await second.goto(settingsUrl);
  await expect(second.getByRole("heading", { level: 1, name: "Instagram" })).toBeVisible();

  await publish(page);
  await page.reload();
  await expect(page.getByLabel("Передавати в")).toHaveValue(/.+/);
  await expect(page.getByLabel("Значення: Назва угоди")).toHaveValue("Заявка: {{contact.name}}");
  await expect(page.getByLabel("Значення: Етап").locator("option:checked")).toHaveText("Пропозиція");
  await expect(page.getByLabel("Значення: Посилання на чат")).toHaveValue(/messengers\/chats\/\{\{bot\.id}}/);
  await expect(page.getByLabel("Умова", { exact: true })).toHaveValue("is_valid_phone");
  await expect(page.getByLabel("Заборонити створювати задачу на повторну угоду")).toBeChecked();
  await expect(page.getByLabel("Код", { exact: true })).toHaveValue("48");
  await expect(page.getByLabel("Кількість знаків")).toHaveValue("11");

  await second.getByRole("textbox", { name: "Назва інтеграції" }).fill("Instagram – друга вкладка");
  await second.getByRole("button", { name: "Зберегти чернетку" }).click();
  await expect(second.getByText("Вашого не збережено")).toBeVisible();
  await expect(second.getByRole("textbox", { name: "Назва інтеграції" })).toHaveValue("Instagram – друга вкладка");
  await second.getByRole("button", { name: "Завантажити збережене" }).click();
  await second.getByRole("alertdialog").getByRole("button", { name: "Завантажити збережене" }).click();
  await expect(second.getByRole("textbox", { name: "Назва інтеграції" })).toHaveValue("Instagram");
  await expect(second.getByLabel("Значення: Назва угоди")).toHaveValue("Заявка: {{contact.name}}");
});

test("an integration is added by keyboard alone, and the plan's limit is named", async ({ page, stack }) => {
  await signUp(page, { baseURL: stack.baseURL, locale: "en" });
  for (const name of ["First", "Second"]) {
    await page.goto("/integrations");
    await tabTo(page, page.getByRole("button", { name: "Add integration" }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: "Add integration" })).toBeVisible();
    await tabTo(page, page.getByRole("button", { name: "Sendpulse" }));
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("Integration name")).toBeFocused();
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/integrations\/[0-9a-f-]{36}$/);
    await expect(page.getByText("Waiting for the first lead…")).toBeVisible();
  }

  await page.goto("/integrations");
  await page.getByRole("button", { name: "Add integration" }).click();
  await page.getByRole("button", { name: "Sendpulse" }).click();
  await page.getByLabel("Integration name").fill("Third");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "The Free plan allows 2 active integrations" })).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("switch", { name: "First: active" }).click();
  await expect(page.getByText("“First” is switched off")).toBeVisible();
  await expect(page.getByRole("switch", { name: "First: active" })).not.toBeChecked();

  await page.getByRole("button", { name: "Actions: Second" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("stay in the registry");
  await expect(dialog.getByRole("button", { name: "Delete" })).toBeDisabled();
  await dialog.getByRole("textbox").fill("Second");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("link", { name: "Second" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "First" })).toBeVisible();
});

test("a replaced address goes on beside the new one, with the time it has left", async ({ page, request, stack }) => {
  await signUp(page, { baseURL: stack.baseURL });
  await addIntegration(page, "Viber");
  const address = page.locator("code").filter({ hasText: "/api/hooks/" });
  const old = await address.innerText();
  await page.getByRole("button", { name: "Замінити адресу" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Замінити адресу" }).click();
  await expect(page.getByText(/попередня адреса працюватиме ще 2[34] год/)).toBeVisible();
  await expect(address).not.toHaveText(old);

  for (const each of [old, await address.innerText()]) {
    const answer = await request.post(each, { data: EVENT, headers: { "content-type": "application/json" } });
    expect(answer.status()).toBe(200);
  }
});

async function addIntegration(page: Page, name: string) {
  await page.goto("/integrations");
  await page.getByRole("button", { name: "Додати інтеграцію" }).click();
  await page.getByRole("button", { name: "Sendpulse" }).click();
  await page.getByRole("textbox", { name: "Назва інтеграції" }).fill(name);
  await page.getByRole("button", { name: "Додати", exact: true }).click();
  await page.waitForURL(/\/integrations\/[0-9a-f-]{36}$/);
}

async function addConnection(page: Page) {
  await page.goto("/connections");
  await page.getByRole("button", { name: "Додати підключення" }).click();
  await page.getByRole("button", { name: "Пробна CRM" }).click();
  await page.getByRole("button", { name: "Підключити", exact: true }).click();
  await page.waitForURL(/\/connections\/[0-9a-f-]{36}$/);
}

async function tabTo(page: Page, target: Locator) {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("The Tab key does not lead there.");
}
