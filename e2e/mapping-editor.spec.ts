import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { findBarriers, findOverflow } from "./support/check-page";
import { addRow, chooseLastTarget, dragTo, fillAutomatically, rowOf } from "./support/mapping-editor";
import { publish } from "./support/publish";
import { sendpulseEvent } from "./support/sendpulse-event";
import { signUp } from "./support/sign-up";
import { connectTrialCrm } from "./support/trial-account";

// Each journey makes an account, a CRM and an integration of its own first.
test.describe.configure({ timeout: 120_000 });

test("a path is put into a value by click, by dragging and by keyboard", async ({ page, stack }) => {
  await openEditor(page, stack.baseURL);
  await addRow(page, { group: "Контакт", name: "Ім'я", value: "" });
  await addRow(page, { group: "Контакт", name: "Примітка", value: "Бот: " });
  const name = page.getByLabel("Значення: Ім'я");
  const note = page.getByLabel("Значення: Примітка");

  await sampleNode(page, "bot.name").click();
  await expect(note).toHaveValue("Бот: {{bot.name}}");
  await expect(page.getByRole("status").filter({ hasText: "bot.name вставлено в «Примітка»" })).toBeAttached();

  await dragTo(page, sampleNode(page, "title"), rowOf(page, "Ім'я"));
  await expect(name).toHaveValue("{{title}}");
  await expect(chip(rowOf(page, "Ім'я"), "title")).toBeVisible();

  await page.getByLabel("Пошук у даних").fill("username");
  const tree = page.getByRole("tree", { name: "Дані події деревом" });
  await expect(tree.getByRole("treeitem")).toHaveCount(2);
  await page.keyboard.press("Tab");
  await expect(tree).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(name).toHaveValue("{{title}}{{contact.username}}");
  await expect(preview(page, "Ім'я")).toContainText("Заявка на пробне заняттяdaryna_hn_example");
});

test("rows are put in another order by buttons, by keyboard and by dragging", async ({ page, stack }) => {
  await openEditor(page, stack.baseURL);
  for (const name of ["Ім'я", "Телефон", "E-mail"]) await addRow(page, { group: "Контакт", name, value: "x" });
  const order = async (...names: string[]) => {
    await expect(page.getByRole("combobox", { name: /^Ключ параметру/ })).toHaveCount(names.length);
    for (const [index, name] of names.entries())
      await expect(page.getByLabel(`Ключ параметру, рядок ${index + 1}`)).toHaveValue(name);
  };

  await page.getByRole("button", { name: "Вище: E-mail" }).click();
  await order("Ім'я", "E-mail", "Телефон");
  await expect(page.getByRole("button", { name: "Вище: E-mail" })).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "«E-mail» тепер 2 з 3" })).toBeAttached();

  await page.getByRole("button", { name: "Перетягнути: Ім'я" }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByRole("status").filter({ hasText: "Рядок «Ім'я» узято. Зараз він 1 з 3" })).toBeAttached();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("status").filter({ hasText: "«Ім'я»: місце 2 з 3" })).toBeAttached();
  await page.keyboard.press("Space");
  await order("E-mail", "Ім'я", "Телефон");

  await dragTo(
    page,
    page.getByRole("button", { name: "Перетягнути: Телефон" }),
    page.getByRole("button", { name: "Перетягнути: E-mail" }),
  );
  await order("Телефон", "E-mail", "Ім'я");
});

test("paths and filters are completed after the braces, and filters edited in a chip", async ({ page, stack }) => {
  await openEditor(page, stack.baseURL);
  await addRow(page, { group: "Контакт", name: "Примітка", value: "" });
  const value = page.getByLabel("Значення: Примітка");
  await value.focus();
  await page.keyboard.type("Місто: {{cit");
  const list = page.getByRole("listbox", { name: "Варіанти продовження" });
  await expect(list.getByRole("option", { name: /contact\.variables\.city.*Львів/ })).toBeVisible();
  await expect(value).toHaveAttribute("aria-activedescendant", /./);
  await page.keyboard.press("Enter");
  await expect(value).toHaveValue("Місто: {{contact.variables.city}}");
  await page.keyboard.type("!");
  await expect(value).toHaveValue("Місто: {{contact.variables.city}}!");

  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type(" | upp");
  await expect(list.getByRole("option", { name: /upper/ })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(value).toHaveValue("Місто: {{contact.variables.city | upper}}!");
  await page.keyboard.press("Tab");
  await expect(preview(page, "Примітка")).toContainText("Місто: ЛЬВІВ!");

  await chip(rowOf(page, "Примітка"), "contact.variables.city").click();
  const editor = page.getByRole("dialog", { name: "Дані contact.variables.city" });
  await editor.getByLabel("Додати фільтр").selectOption("truncate");
  await editor.getByLabel("Скільки знаків").fill("3");
  await editor.getByLabel("Закінчення").fill(".");
  await editor.getByRole("button", { name: "Прибрати фільтр upper" }).click();
  await page.keyboard.press("Escape");
  await expect(value).toHaveValue('Місто: {{contact.variables.city | truncate: "3", "."}}!');
  await expect(preview(page, "Примітка")).toContainText("Місто: Ль.!");
});

test("the preview shows values, defaults, issues and what is not sent, and follows the chosen event", async ({
  page,
  request,
  stack,
}) => {
  const address = await openEditor(page, stack.baseURL);
  const event = sendpulseEvent({ phone: "067 000 01 01", name: "Олена" });
  expect((await request.post(address, { data: [event] })).status()).toBe(200);
  await page.reload();
  await expect(page.getByLabel("Подія, для якої показано значення").locator("option")).toHaveCount(1);
  await addRow(page, { group: "Контакт", name: "Телефон", value: "{{contact.variables.phone}}" });
  await addRow(page, { group: "Контакт", name: "Ім'я", value: "{{contact.variables.name}}" });
  await addRow(page, { group: "Контакт", name: "Вік", value: "{{contact.variables.name}}" });
  await addRow(page, {
    group: "Контакт",
    name: "Примітка",
    value: '{{contact.variables.note | default: "без примітки"}}',
  });
  await addRow(page, { group: "Угода", name: "Сума", value: "{{contact.email}}" });

  await expect(preview(page, "Телефон")).toContainText("+380670000101");
  await expect(preview(page, "Телефон")).toContainText("надійшло: 067 000 01 01");
  await expect(preview(page, "Ім'я")).toHaveText("Олена");
  await expect(preview(page, "Вік")).toContainText("Це не число.");
  await expect(preview(page, "Вік")).toContainText("не передається");
  await expect(preview(page, "Примітка")).toContainText("замість порожнього");
  await expect(preview(page, "Сума")).toHaveText("порожньо – не передається");

  const unknown = chip(rowOf(page, "Примітка"), "contact.variables.note");
  await expect(unknown.locator("span").first()).toHaveCSS("text-decoration-style", "wavy");
  await expect(rowOf(page, "Примітка")).toContainText("contact.variables.note – не було в останніх 20 лідах");
  await expect(rowOf(page, "Ім'я")).not.toContainText("не було");

  const other = sendpulseEvent({ phone: "067 000 01 02", name: "Тарас", service: "viber" });
  expect((await request.post(address, { data: [other] })).status()).toBe(200);
  await publish(page);
  await page.reload();
  await expect(preview(page, "Ім'я")).toHaveText("Тарас");
  await page.getByLabel("Подія, для якої показано значення").selectOption({ index: 1 });
  await expect(preview(page, "Ім'я")).toHaveText("Олена");
});

test("rows are proposed from the sample, and only the ticked ones are added", async ({ page, stack }) => {
  await openEditor(page, stack.baseURL);
  await page.getByRole("button", { name: "Заповнити автоматично" }).click();
  const dialog = page.getByRole("dialog", { name: "Заповнити автоматично" });
  await expect(dialog.getByText("+380670000501")).toBeVisible();
  await dialog.getByLabel("E-mail · контакт").uncheck();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole("button", { name: /^Додати \d+ рядк/ }).click();
  await expect(page.getByLabel("Значення: Телефон")).toHaveValue("{{contact.variables.phone}}");
  await expect(page.getByLabel("Значення: Посилання на чат")).toHaveValue(/chats\/\{\{bot\.id}}/);
  await expect(page.getByLabel("Значення: E-mail")).toHaveCount(0);
  await expect(preview(page, "Канал")).toContainText("Telegram");
  await expect(page.getByText("Є незбережені зміни")).toBeVisible();

  await page.reload();
  await expect(page.getByRole("combobox", { name: /^Ключ параметру/ })).toHaveCount(0);
});

test("a row with a condition fills its field for one messenger alone, and says when it overwrites", async ({
  page,
  stack,
}) => {
  await openEditor(page, stack.baseURL);
  await addRow(page, { group: "Контакт", name: "Посилання на чат", value: "https://t.me/{{contact.username}}" });
  await page.getByRole("button", { name: /^Умова рядка «Посилання на чат»: для всіх подій/ }).click();
  const form = page.getByRole("dialog", { name: "Коли заповнювати «Посилання на чат»" });
  await form.getByLabel("З чим порівняти").fill("telegram");
  expect(await findBarriers(page)).toEqual([]);
  await form.getByRole("button", { name: "Готово" }).click();
  await expect(preview(page, "Посилання на чат")).toContainText("https://t.me/daryna_hn_example");
  await page.getByLabel("Подія, для якої показано значення").selectOption({ label: "Приклад: Viber" });
  await expect(preview(page, "Посилання на чат")).toHaveText("умову не виконано – не передається");

  await page.getByRole("button", { name: "Перезаписувати: Посилання на чат – За правилами" }).click();
  await page.getByRole("menuitemradio", { name: "Якщо пусте" }).click();
  await publish(page);
  await page.reload();
  await expect(page.getByRole("button", { name: /: service дорівнює telegram$/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Перезаписувати: Посилання на чат – Якщо пусте" })).toBeVisible();
});

test("fields with a list are picked by name, dates in a calendar, and a path takes their place", async ({
  page,
  stack,
}) => {
  await openEditor(page, stack.baseURL);
  await addTarget(page, "Угода", "Воронка");
  await page.getByLabel("Значення: Воронка").selectOption({ label: "Повторні продажі" });
  await addTarget(page, "Угода", "Етап");
  await page.getByLabel("Значення: Етап").selectOption({ label: "В роботі" });
  await addTarget(page, "Контакт", "Інтереси");
  await page.getByRole("button", { name: "Значення: Інтереси: Оберіть…" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Послуги" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Курси" }).click();
  await page.keyboard.press("Escape");
  await addTarget(page, "Контакт", "Дата народження");
  await page.getByRole("button", { name: "Обрати дату: Дата народження" }).click();
  await page.getByLabel("Значення: Дата народження").fill("2000-02-29");
  await addTarget(page, "Контакт", "Куратор");
  await page.getByLabel("Значення: Куратор").selectOption({ label: "Олена Коваль" });

  await expect(preview(page, "Воронка")).toHaveText("Повторні продажі");
  await expect(preview(page, "Етап")).toHaveText("В роботі");
  await expect(preview(page, "Інтереси")).toHaveText("Послуги, Курси");
  await expect(preview(page, "Дата народження")).toContainText("2000");
  await expect(preview(page, "Куратор")).toHaveText("Олена Коваль");

  await dragTo(page, sampleNode(page, "contact.name"), rowOf(page, "Куратор"));
  await expect(page.getByLabel("Значення: Куратор")).toHaveValue("{{contact.name}}");
  await expect(preview(page, "Куратор")).toContainText("Такого користувача в CRM немає.");
});

test("rows are exported, imported, and copied into the draft of another integration", async ({ page, stack }) => {
  await openEditor(page, stack.baseURL, "Viber");
  await addIntegration(page, "Telegram");
  await page.getByLabel("Передавати в").selectOption({ label: "Пробна CRM" });
  await fillAutomatically(page);
  const menu = page.getByRole("button", { name: "Інші дії зі співставленням" });
  const count = await page.getByRole("combobox", { name: /^Ключ параметру/ }).count();

  await menu.click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Експортувати у JSON" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("співставлення – Telegram.json");
  const file = await download.path();

  // The menu has gone before it is opened again: a click on its button meanwhile would only close it.
  await expect(page.getByRole("menu")).toHaveCount(0);
  await menu.click();
  await page.getByRole("menuitem", { name: "Імпортувати з JSON…" }).click();
  const dialog = page.getByRole("dialog", { name: "Імпорт співставлення" });
  await dialog.getByLabel("Або вставте JSON сюди").fill('[{"target":"lead.name","template":""}]');
  await expect(dialog.getByText("Рядок 1 не читається: перевірте «target».")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Імпортувати" })).toBeDisabled();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByLabel("Файл JSON").setInputFiles(file);
  await dialog.getByLabel("Замінити теперішні рядки").check();
  await expect(dialog.getByRole("status")).toContainText(`Знайдено ${count} рядк`);
  await dialog.getByRole("button", { name: "Імпортувати" }).click();
  await expect(menu).toBeFocused();
  await expect(page.getByRole("combobox", { name: /^Ключ параметру/ })).toHaveCount(count);
  await expect(page.getByLabel("Значення: Телефон")).toHaveValue("{{contact.variables.phone}}");

  await expect(page.getByRole("menu")).toHaveCount(0);
  await menu.click();
  await page.getByRole("menuitem", { name: "Скопіювати в іншу інтеграцію…" }).click();
  const copy = page.getByRole("dialog", { name: "Скопіювати в іншу інтеграцію" });
  await copy.getByLabel("Інтеграція").selectOption({ label: "Viber" });
  await copy.getByRole("button", { name: /^Скопіювати \d+ рядк/ }).click();
  await expect(page.getByText(/скопійовано в чернетку «Viber»/)).toBeVisible();
});

test("the editor has no barriers, in both languages and themes, and is worked in English", async ({ page, stack }) => {
  await signUp(page, { baseURL: stack.baseURL, locale: "en" });
  await page.goto("/integrations");
  await page.getByRole("button", { name: "Add integration" }).click();
  await page.getByRole("button", { name: "Sendpulse" }).click();
  await page.getByLabel("Integration name").fill("Telegram");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.waitForURL(/\/integrations\/[0-9a-f-]{36}$/);
  await page.getByRole("button", { name: "Fill in automatically" }).click();
  await page.getByRole("button", { name: /^Add \d+ rows/ }).click();
  const phone = page.getByRole("listitem", { name: /^Row \d+: Phone$/ });
  await expect(phone.locator("[data-preview]")).toContainText("received: 067 000 05 01");
  await page.getByLabel("Value: Phone").fill("{{contact.variables.gone}}");
  await expect(phone).toContainText("contact.variables.gone – not in the sample events");
  await page.getByRole("button", { name: "Move down: Phone" }).click();
  await expect(page.getByRole("status").filter({ hasText: /“Phone” is 3 of \d+ now/ })).toBeAttached();

  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findBarriers(page), colorScheme).toEqual([]);
  }
  await page.getByLabel("Parameter key, row 1").click();
  await expect(page.getByRole("listbox", { name: "CRM fields" })).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press("Escape");
  for (const width of [390, 360]) expect(await findOverflow(page, width)).toEqual([]);
});

/** Opens the settings of a new integration that delivers to a «Пробна CRM». Gives its webhook address. */
async function openEditor(page: Page, baseURL: string, name = "Школа"): Promise<string> {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signUp(page, { baseURL });
  await connectTrialCrm(page);
  await addIntegration(page, name);
  await page.getByLabel("Передавати в").selectOption({ label: "Пробна CRM" });
  await publish(page);
  return page.locator("code").filter({ hasText: "/api/hooks/" }).innerText();
}

async function addIntegration(page: Page, name: string) {
  await page.goto("/integrations");
  await page.getByRole("button", { name: "Додати інтеграцію" }).click();
  await page.getByRole("button", { name: "Sendpulse" }).click();
  await page.getByRole("textbox", { name: "Назва інтеграції" }).fill(name);
  await page.getByRole("button", { name: "Додати", exact: true }).click();
  await page.waitForURL(/\/integrations\/[0-9a-f-]{36}$/);
}

async function addTarget(page: Page, group: "Контакт" | "Угода", name: string) {
  await page.getByRole("button", { name: "Додати поле" }).click();
  await chooseLastTarget(page, { group, name });
}

function sampleNode(page: Page, path: string): Locator {
  return page.getByRole("tree").getByTitle(`Вставити ${path}`, { exact: true });
}

function preview(page: Page, field: string): Locator {
  return rowOf(page, field).locator("[data-preview]");
}

function chip(row: Locator, path: string): Locator {
  return row.getByRole("button", { name: `Дані ${path}` });
}
