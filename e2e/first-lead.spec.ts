import type { APIRequestContext, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { readPayload } from "./fixtures/read-fixture";
import { addRow } from "./support/mapping-editor";
import { publish } from "./support/publish";
import { signInAsDemo } from "./support/sign-in";

const PHONE = "+380670000101";
const CHAT = "https://login.sendpulse.com/messengers/chats/{{bot.id}}/contacts/all/{{contact.id}}";

test("a SendPulse lead becomes a contact and a deal, and the same person from Instagram a task", async ({
  page,
  context,
  request,
  stack,
  demo,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: stack.baseURL });
  await signInAsDemo(page, demo);
  await waitForSamples(page);
  const manager = await readNextManager(page);

  await addIntegration(page, "Школа – пробне заняття");
  await page.getByLabel("Передавати в").selectOption({ label: "Пробна CRM" });
  await page.getByLabel("Колекція менеджерів").selectOption({ label: "Менеджери" });
  await addRow(page, { group: "Контакт", name: "Ім'я", value: "{{contact.variables.name}}" });
  await addRow(page, { group: "Контакт", name: "Телефон", value: "{{contact.variables.phone}}" });
  await addRow(page, { group: "Контакт", name: "E-mail", value: "{{contact.variables.email}}" });
  await addRow(page, { group: "Угода", name: "Назва угоди", value: "{{title}} – {{contact.variables.name}}" });
  await addRow(page, { group: "Угода", name: "Посилання на чат", value: CHAT });
  await publish(page);
  await page.getByRole("button", { name: "Скопіювати адресу" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Скопійовано" })).toBeAttached();
  const address = await page.evaluate(() => navigator.clipboard.readText());

  const [event] = JSON.parse(readPayload("01_telegram_flow_user_title.json").toString());
  const first = await post(request, address, event);
  await expectDelivered(page, first);

  // The contact and the deal are in the CRM, with the manager whose turn it was.
  await page.goto("/trial-crm");
  const contacts = page.getByRole("row", { name: new RegExp(`\\${PHONE}`) });
  await expect(contacts).toHaveCount(1);
  await expect(contacts).toContainText(manager);
  await contacts.getByRole("link", { name: "Олена" }).click();
  await expect(page.getByText("olena.kovalenko@example.com")).toBeVisible();
  const deal = page.getByRole("row", { name: /Заявка на пробне заняття – Олена/ });
  await expect(deal).toContainText(manager);
  await deal.getByRole("link", { name: /Заявка на пробне заняття/ }).click();
  await expect(page.getByRole("link", { name: /chats\/6a4965b71e01421dba1b7a8a\/contacts\/all/ })).toBeVisible();
  await expect(page.getByText("Задач немає.")).toBeVisible();
  const dealUrl = page.url();

  const second = await post(request, address, {
    ...event,
    service: "instagram",
    bot: { id: "6a49eebb18c41b2cefc5ce74", name: "promin.school", channel: "INSTAGRAM" },
    contact: { ...event.contact, id: "6a5c09c223d8a7860fa86b67", username: "olena.kv", telegram_id: undefined },
    date: event.date + 3600,
  });
  await expectDelivered(page, second);

  await page.goto(dealUrl);
  const tasks = page.getByRole("table", { name: "Задачі" }).getByRole("row", { name: /Повторне звернення/ });
  await expect(tasks).toHaveCount(1);
  await expect(tasks).toContainText(manager);
  await expect(tasks).toContainText("Повторне звернення з Школа – пробне заняття");
  await page.goto("/trial-crm");
  await expect(contacts).toHaveCount(1);
  await contacts.getByRole("link", { name: "Олена" }).click();
  await expect(page.getByRole("table", { name: "Угоди" }).getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("table", { name: "Задачі" }).getByRole("row")).toHaveCount(2);
});

/** The samples of the demo account take turns too, so they have to be through. */
async function waitForSamples(page: Page) {
  await expect(async () => {
    await page.goto("/registry?status=received,processing");
    await expect(page.getByText("За цим фільтром нічого немає")).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

async function readNextManager(page: Page) {
  await page.goto("/collections");
  const badge = page
    .getByRole("listitem")
    .filter({ hasText: / · наступний лід$/ })
    .last();
  return (await badge.innerText()).replace(" · наступний лід", "");
}

async function addIntegration(page: Page, name: string) {
  await page.goto("/integrations");
  await page.getByRole("button", { name: "Додати інтеграцію" }).click();
  await page.getByRole("button", { name: "Sendpulse" }).click();
  await page.getByLabel("Назва інтеграції").fill(name);
  await page.getByRole("button", { name: "Додати", exact: true }).click();
  await page.waitForURL(/\/integrations\/[0-9a-f-]{36}$/);
}

async function post(request: APIRequestContext, address: string, event: unknown): Promise<string> {
  const answer = await request.post(address, { data: [event] });
  expect(answer.status()).toBe(200);
  const { accepted, leads } = await answer.json();
  expect(accepted).toBe(1);
  return leads[0];
}

async function expectDelivered(page: Page, id: string) {
  await page.goto("/registry");
  const row = page.getByRole("row").filter({ has: page.locator(`a[href="/registry/${id}"]`) });
  await expect(row.getByText("Успіх")).toBeVisible();
  await expect(row).toContainText(PHONE);
}
