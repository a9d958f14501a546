import { readFileSync } from "node:fs";
import path from "node:path";
import type { APIRequestContext, Page } from "@playwright/test";
import { LOCALE_COOKIE } from "@/lib/i18n/locales";
import { PROJECT_ROOT } from "@/lib/project-root";
import { expect, test } from "./fixtures";
import { addDelivery } from "./support/add-delivery";
import { signUp } from "./support/sign-up";

const FIXTURES = path.join(PROJECT_ROOT, "e2e/fixtures");

test("an empty registry teaches, fills itself, and shows a lead with its whole way", async ({
  page,
  request,
  stack,
}) => {
  await signUp(page, { baseURL: stack.baseURL });
  const address = await addDelivery(page, "Telegram – запис");
  await page.goto("/registry");
  await expect(page.getByText("Тут з'являться ваші ліди")).toBeVisible();

  const [id] = await post(request, address, "payloads/01_telegram_flow_user_title.json");
  const row = page.getByRole("row", { name: /Олена/ });
  await expect(row).toContainText("+380670000101");
  await expect(row.getByText("Успіх")).toBeVisible();
  await expect(row.getByRole("link", { name: /^Угода/ })).toHaveAttribute("rel", /noopener/);

  // Anywhere in the row leads to the lead, and so does a real link.
  await expect(row.getByRole("link", { name: "Олена" })).toHaveAttribute("href", `/registry/${id}`);
  await row.getByText("Telegram", { exact: true }).click();
  await page.waitForURL(`/registry/${id}`);
  await expect(page.getByRole("heading", { level: 1, name: "Олена" })).toBeVisible();
  await expect(part(page, "Рішення")).toContainText("Створити контакт і угоду");
  await expect(part(page, "Рішення")).toContainText("Колекцію для інтеграції не вибрано.");
  await expect(part(page, "Зміни в CRM").getByRole("row", { name: /Контакт · Телефон/ })).toContainText("новий запис");
  await expect(part(page, "Значення").getByRole("row", { name: /Контакт · Телефон/ })).toContainText("+380670000101");
  await expect(part(page, "Фільтр")).toContainText("Подія пройшла фільтр.");

  const steps = part(page, "Кроки").getByRole("listitem");
  for (const name of ["Отримання", "Співставлення полів", "Пошук у CRM", "Створення контакту", "Створення угоди"]) {
    await expect(steps.filter({ hasText: name }).first()).toBeVisible();
  }
  await part(page, "Кроки").getByText("Створення контакту").click();
  await expect(part(page, "Кроки").getByText("POST").first()).toBeVisible();

  const tree = page.getByRole("tree", { name: "Дані події" });
  await expect(tree.getByRole("treeitem", { name: /^service/ })).toContainText("telegram");
  await page.getByRole("tab", { name: "Заголовки" }).click();
  await expect(page.getByText("content-type:")).toBeVisible();
});

test("filters stand in the address, pages follow each other, and Back takes back", async ({ page, request, stack }) => {
  await signUp(page, { baseURL: stack.baseURL });
  const address = await addDelivery(page, "Viber");
  const events = Array.from({ length: 120 }, (_, index) => blockedEvent(index));
  await request.post(address, { data: events });
  await post(request, address, "malformed/01_truncated.json");

  await page.goto("/registry");
  const rows = page.getByRole("table").getByRole("row");
  const first = page.getByRole("row", { name: /Нечитабельні дані/ });
  await expect(first).toContainText("дані не прочитано");
  await expect(rows).toHaveCount(51);
  await page.getByRole("link", { name: "Старіші" }).click();
  await page.waitForURL(/[?&]after=/);
  await expect(first).toHaveCount(0);
  await page.getByRole("link", { name: "Старіші" }).click();
  await expect(rows).toHaveCount(22);
  await expect(page.getByRole("link", { name: "Старіші" })).toHaveCount(0);
  await page.getByRole("link", { name: "Новіші" }).click();
  await page.waitForURL(/[?&]before=/);
  await expect(rows).toHaveCount(51);
  await page.getByRole("link", { name: "Новіші" }).click();
  await expect(first).toBeVisible();
  await expect(page.getByRole("link", { name: "Новіші" })).toHaveCount(0);

  const filter = page.getByRole("search", { name: "Фільтр реєстру" });
  await filter.getByRole("button", { name: "Статус: Усі статуси" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Помилка" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Дубль" }).click();
  await page.keyboard.press("Escape");
  await page.waitForURL(/\?status=duplicate,failed$/);
  await expect(rows).toHaveCount(2);
  await expect(filter.getByRole("button", { name: "Статус: 2 статуси" })).toBeVisible();

  await filter.getByLabel("Дата початку").fill("2031-01-01");
  await page.waitForURL(/&from=2031-01-01$/);
  await expect(page.getByText("За цим фільтром нічого немає")).toBeVisible();
  await page.goBack();
  await page.waitForURL(/\?status=duplicate,failed$/);
  await expect(rows).toHaveCount(2);
  await expect(filter.getByLabel("Дата початку")).toHaveValue("");
  await page.reload();
  await expect(rows).toHaveCount(2);

  await filter.getByRole("button", { name: "Очистити фільтр" }).click();
  await page.waitForURL((url) => url.pathname === "/registry" && url.search === "");
  await expect(rows).toHaveCount(51);
});

test("newer leads are announced and move no row until asked for", async ({ page, request, stack }) => {
  await signUp(page, { baseURL: stack.baseURL });
  const address = await addDelivery(page, "Telegram");
  await request.post(address, { data: [blockedEvent(1)] });
  await page.goto("/registry");
  const rows = page.getByRole("table").getByRole("row");
  await expect(rows).toHaveCount(2);

  await request.post(address, { data: [blockedEvent(2), blockedEvent(3)] });
  const hint = page.getByRole("button", { name: "2 нові події" });
  await expect(hint).toBeVisible();
  await expect(rows).toHaveCount(2);
  await hint.click();
  await expect(rows).toHaveCount(4);
  await expect(hint).toHaveCount(0);
});

test("a lead is replayed after a word of warning, and its runs stay apart", async ({ page, request, stack }) => {
  await signUp(page, { baseURL: stack.baseURL });
  const address = await addDelivery(page, "Telegram");
  const [id] = await post(request, address, "payloads/01_telegram_flow_user_title.json");
  const [repeat] = await post(request, address, "payloads/01_telegram_flow_user_title.json");
  await page.goto(`/registry/${id}`);
  const heading = page.getByRole("banner").or(page.locator("header")).filter({ hasText: "Олена" });
  await expect(heading.getByText("Успіх")).toBeVisible();

  await page.getByRole("button", { name: "Повторити" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Повторити обробку?" });
  await expect(dialog).toContainText("за поточними налаштуваннями інтеграції");
  await dialog.getByRole("button", { name: "Повторити" }).click();
  await expect(page.getByText("Подію знову поставлено в чергу.")).toBeVisible();

  // The page follows the lead to its end by itself.
  await expect(part(page, "Рішення")).toContainText("Оновити контакт і угоду, створити задачу");
  await expect(heading.getByText("Успіх")).toBeVisible();
  const runs = page.getByRole("navigation", { name: "Запуски" });
  await expect(runs.getByRole("link", { name: "Запуск 2 (останній)" })).toHaveAttribute("aria-current", "page");
  await runs.getByRole("link", { name: "Запуск 1" }).click();
  await expect(part(page, "Рішення")).toContainText("Створити контакт і угоду");

  await page.goto(`/registry/${repeat}`);
  await expect(page.getByRole("link", { name: "Відкрити першу подію" })).toHaveAttribute("href", `/registry/${id}`);
  await page.getByRole("button", { name: "Передати все одно" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Передати" }).click();
  await expect(part(page, "Рішення")).toContainText("Оновити контакт і угоду, створити задачу");
});

test("what comes from outside is shown as text, whatever it is, in both languages", async ({
  page,
  context,
  request,
  stack,
}) => {
  await signUp(page, { baseURL: stack.baseURL });
  const address = await addDelivery(page, "Чат");
  const alerts: string[] = [];
  page.on("dialog", async (dialog) => {
    alerts.push(dialog.message());
    await dialog.dismiss();
  });
  const [id] = await post(request, address, "malformed/42_injection_strings.json");
  await page.goto("/registry");
  await page.getByRole("link", { name: "Robert'); DROP TABLE leads;--" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Robert'); DROP TABLE leads;--");
  const tree = page.getByRole("tree", { name: "Дані події" });
  await expect(tree.getByText('"<b onmouseover=alert(1)>Оля</b>"')).toBeVisible();
  await page.getByRole("tab", { name: "Тіло запиту" }).click();
  await expect(page.locator("pre").getByText("<svg/onload=alert(1)>")).toBeVisible();
  await expect(page.locator('a[href^="javascript:"], img[src="x"], [onmouseover], svg[onload]')).toHaveCount(0);

  const body = await page.request.get(`/registry/${id}/body`);
  expect(body.headers()).toMatchObject({
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename="${id}.txt"`,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  expect(await body.body()).toEqual(readFileSync(path.join(FIXTURES, "malformed/42_injection_strings.json")));

  await context.addCookies([{ name: LOCALE_COOKIE, value: "en", url: stack.baseURL }]);
  await post(request, address, "malformed/20_xml_xxe.xml");
  await page.goto("/registry?status=failed");
  await expect(page.getByRole("row", { name: /Unreadable data/ })).toContainText("wrong type of data");
  await page.getByRole("link", { name: "Unreadable data" }).click();
  await expect(page.getByText("Data came that we do not understand: JSON or a form is needed.")).toBeVisible();
  await expect(page.locator("pre").getByText("<!DOCTYPE")).toBeVisible();
  await expect(page.getByRole("button", { name: "Replay" })).toHaveCount(0);
  expect(alerts).toEqual([]);

  // Nobody else finds it, by any address.
  await context.clearCookies();
  await signUp(page, { baseURL: stack.baseURL, locale: "en" });
  expect((await page.goto(`/registry/${id}`))?.status()).toBe(404);
  for (const part of ["body", "state"]) {
    expect((await page.request.get(`/registry/${id}/${part}`)).status()).toBe(404);
  }
});

/** A part of a lead's page by its heading. */
function part(page: Page, name: string) {
  return page.getByRole("region", { name, exact: true });
}

async function post(request: APIRequestContext, address: string, file: string): Promise<string[]> {
  const data = readFileSync(path.join(FIXTURES, file));
  const answer = await request.post(address, { data, headers: { "content-type": "application/json" } });
  const { leads = [] } = await answer.json();
  return leads;
}

/** An event that is kept and not delivered. */
function blockedEvent(number: number) {
  return {
    service: "telegram",
    title: "bot_block",
    bot: { id: "6a4965b71e01421dba1b7a8a", name: "Бот" },
    contact: { id: `c${number}`, name: `Людина ${number}`, variables: [] },
    date: 1_795_001_000 + number,
  };
}
