import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import type { AccountData } from "./support/account-data";
import { findBarriers, findOverflow } from "./support/check-page";
import { joinAccount } from "./support/join-account";
import { publish } from "./support/publish";
import { sendpulseEvent } from "./support/sendpulse-event";
import { signUp } from "./support/sign-up";
import type { Stack } from "./support/stack";
import { addIntegration, connectTrialCrm } from "./support/trial-account";

const DEAL_NAME = "Значення: Назва угоди";
const NAME = "Назва інтеграції";

test("a draft survives a reload and delivers nothing; published, it delivers the next lead, and an earlier one keeps its version", async ({
  page,
  request,
  stack,
  openData,
}) => {
  await signUp(page, { baseURL: stack.baseURL });
  const { trialCrmId } = await connectTrialCrm(page);
  const address = await addIntegration(page, { name: "Telegram" });
  const data = await openData(trialCrmId);
  await page.getByLabel(DEAL_NAME).fill("Нова назва: {{contact.name}}");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.getByText("Чернетку збережено")).toBeVisible();

  await page.reload();
  await expect(page.getByLabel(DEAL_NAME)).toHaveValue("Нова назва: {{contact.name}}");
  await expect(page.getByText("Чернетка: зміни не опубліковано")).toBeVisible();
  await expect(page.getByText("Діє версія 2", { exact: true })).toBeVisible();
  const early = await deliver(request, data, address, { phone: "067 000 20 01", name: "Анна" });
  expect(await titles(data)).not.toContain("Нова назва: Анна");

  await page.getByRole("button", { name: "Опублікувати", exact: true }).click();
  const dialog = page.getByRole("alertdialog", { name: "Опублікувати версію 3?" });
  await expect(dialog.getByRole("listitem")).toHaveCount(1);
  await expect(dialog.getByRole("listitem")).toContainText("Угода: Назва угоди");
  await expect(dialog.getByRole("listitem").getByRole("insertion")).toContainText("Нова назва: {{contact.name}}");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Опублікувати", exact: true })).toBeFocused();
  await publish(page);
  await expect(page.getByText("Діє версія 3", { exact: true })).toBeVisible();
  await expect(page.getByText("Чернетка: зміни не опубліковано")).toHaveCount(0);
  await deliver(request, data, address, { phone: "067 000 20 02", name: "Борис" });
  expect(await titles(data)).toContain("Нова назва: Борис");
  expect(await titles(data)).not.toContain("Нова назва: Анна");

  await page.goto(`/registry/${early}`);
  await page.getByRole("link", { name: "2", exact: true }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Версія 2" })).toBeVisible();
  await expect(page).toHaveURL(/#version-2$/);
});

test("the history says who changed what, compares any two versions, and brings an earlier one back", async ({
  page,
  stack,
}) => {
  await signUp(page, { baseURL: stack.baseURL });
  await connectTrialCrm(page);
  await addIntegration(page, { name: "Telegram" });
  await page.getByLabel("Заборонити створювати задачу на повторну угоду").check();
  await page.getByRole("button", { name: "Додати умову" }).click();
  await publish(page);
  await page.getByLabel(DEAL_NAME).fill("{{незакінчене");
  await page.getByRole("button", { name: "Зберегти чернетку" }).click();
  await expect(page.getByText("Чернетку збережено")).toBeVisible();

  await page.getByRole("link", { name: "Історія" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Історія версій" })).toBeVisible();
  const entry = (version: number) =>
    page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 2, name: `Версія ${version}` }) });
  await expect(entry(3)).toContainText("Діє");
  await expect(entry(3)).toContainText("Ольга Тестова");
  await expect(entry(3)).toContainText("Телефон правильний телефон");
  await expect(entry(3)).toContainText("Заборонити створювати задачу на повторну угоду");
  await expect(entry(1)).toContainText("Початкові налаштування");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findBarriers(page)).toEqual([]);
  }
  expect(await findOverflow(page, 360)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByLabel("Версія", { exact: true }).selectOption("3");
  await page.getByLabel("Порівняти з").selectOption("1");
  await page.getByRole("button", { name: "Порівняти", exact: true }).click();
  const compared = page.getByRole("region", { name: "Порівняти" });
  await expect(compared.getByRole("heading", { name: "Від версії 3 до версії 1" })).toBeVisible();
  await expect(compared).toContainText("Контакт: Телефон");

  await page.getByRole("button", { name: "Повернути цю версію: 2" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("Неопубліковану чернетку буде втрачено: Ольга Тестова");
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Повернути цю версію" }).click();
  await expect(page.getByText("Опубліковано версію 4")).toBeVisible();
  await expect(entry(4)).toContainText("Повернуто версію 2");
  await expect(entry(4)).toContainText("Діє");

  await page.getByRole("link", { name: "Telegram" }).click();
  await expect(page.getByLabel("Заборонити створювати задачу на повторну угоду")).not.toBeChecked();
  await expect(page.getByText("Чернетка: зміни не опубліковано")).toHaveCount(0);
});

test("of two who edit, the second is told who was first, and loses nothing either way", async ({
  page,
  browser,
  stack,
}) => {
  test.setTimeout(120_000);
  const { taras, close } = await signUpTwo(page, browser, stack);
  await page.getByRole("textbox", { name: NAME }).fill("Назва Ольги");
  await page.getByLabel("Текст задачі").fill("Задача Ольги");
  await taras.getByLabel("Текст задачі").fill("Задача Тараса");
  await taras.getByRole("button", { name: "Зберегти чернетку" }).click();
  await expect(taras.getByText("Чернетку збережено")).toBeVisible();

  await test.step("it is seen before saving, and what is typed stays", async () => {
    await lookAway(page);
    await expect(page.getByText("Тарас зберіг(ла) чернетку")).toBeVisible();
    await expect(page.getByLabel("Текст задачі")).toHaveValue("Задача Ольги");
    await page.getByRole("button", { name: "Зберегти чернетку" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Вашого не збережено" })).toBeVisible();
    await expect(page.getByRole("textbox", { name: NAME })).toHaveValue("Назва Ольги");
    expect(await findBarriers(page)).toEqual([]);
  });

  await test.step("mine over theirs, after seeing the difference", async () => {
    await page.getByRole("button", { name: "Зберегти мою поверх" }).click();
    const dialog = page.getByRole("alertdialog");
    await expect(dialog.getByRole("deletion").filter({ hasText: "Задача Тараса" })).toBeVisible();
    await expect(dialog.getByRole("insertion").filter({ hasText: "Задача Ольги" })).toBeVisible();
    await dialog.getByRole("button", { name: "Зберегти поверх" }).click();
    await expect(page.getByText("Чернетку збережено")).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("Текст задачі")).toHaveValue("Задача Ольги");
  });

  await test.step("an untouched page follows", async () => {
    await lookAway(taras);
    await expect(taras.getByLabel("Текст задачі")).toHaveValue("Задача Ольги");
    await expect(taras.getByText("Ольга Тестова зберіг(ла) чернетку. Сторінку оновлено.")).toBeVisible();
  });

  await test.step("theirs instead of mine, after seeing what is lost", async () => {
    await taras.getByLabel("Текст задачі").fill("Ще одна");
    await publish(page);
    await taras.getByRole("button", { name: "Опублікувати", exact: true }).click();
    await expect(taras.getByText("Ольга Тестова опублікував(ла) версію 2")).toBeVisible();
    await expect(taras.getByLabel("Текст задачі")).toHaveValue("Ще одна");
    await taras.getByRole("button", { name: "Завантажити збережене" }).click();
    const dialog = taras.getByRole("alertdialog");
    await expect(dialog.getByRole("insertion").filter({ hasText: "Ще одна" })).toBeVisible();
    await dialog.getByRole("button", { name: "Скасувати" }).click();
    await expect(taras.getByLabel("Текст задачі")).toHaveValue("Ще одна");
    await taras.getByRole("button", { name: "Завантажити збережене" }).click();
    await dialog.getByRole("button", { name: "Завантажити збережене" }).click();
    await expect(taras.getByLabel("Текст задачі")).toHaveValue("Задача Ольги");
  });

  await test.step("whoever throws a draft away is told whose work it is", async () => {
    await page.getByLabel("Текст задачі").fill("Чернетка Ольги");
    await page.getByRole("button", { name: "Зберегти чернетку" }).click();
    await expect(page.getByText("Чернетка: зміни не опубліковано")).toBeVisible();
    await lookAway(taras);
    await taras.getByRole("button", { name: "Відкинути чернетку" }).first().click();
    const dialog = taras.getByRole("alertdialog");
    await expect(dialog).toContainText("Буде втрачено роботу іншої людини: Ольга Тестова");
    await dialog.getByRole("button", { name: "Відкинути чернетку" }).click();
    await expect(taras.getByText("Чернетку відкинуто")).toBeVisible();
    await page.getByLabel("Текст задачі").fill("Далі пише Ольга");
    await page.getByRole("button", { name: "Зберегти чернетку" }).click();
    await expect(page.getByText("Тарас відкинув(ла) чернетку")).toBeVisible();
    await expect(page.getByLabel("Текст задачі")).toHaveValue("Далі пише Ольга");
  });
  await close();
});

test("what was typed is not lost by a link, Back or a reload, nor when the session ends", async ({
  page,
  context,
  stack,
}) => {
  await signUp(page, { baseURL: stack.baseURL });
  await addPlainIntegration(page, "Telegram");
  await page.goto("/integrations");
  await page.getByRole("link", { name: "Telegram" }).click();
  const field = page.getByRole("textbox", { name: NAME });
  await expect(field).toHaveValue("Telegram");
  const settingsUrl = page.url();
  await field.fill("Нова назва");
  const questions: string[] = [];
  let mayLeave = false;
  page.on("dialog", (dialog) => {
    questions.push(dialog.type());
    void (mayLeave ? dialog.accept() : dialog.dismiss());
  });

  await page.getByRole("link", { name: "Реєстр" }).click();
  await page.evaluate(() => history.back());
  await expect.poll(() => questions).toEqual(["confirm", "confirm"]);
  await page.evaluate(() => location.reload());
  await expect.poll(() => questions).toEqual(["confirm", "confirm", "beforeunload"]);
  expect(page.url()).toBe(settingsUrl);
  await expect(field).toHaveValue("Нова назва");

  await context.clearCookies({ name: /session/ });
  await page.getByRole("button", { name: "Зберегти чернетку" }).click();
  await expect(page.getByText("Сеанс завершено.")).toBeVisible();
  await expect(field).toHaveValue("Нова назва");
  expect(page.url()).toBe(settingsUrl);

  mayLeave = true;
  await page.evaluate(() => history.back());
  await expect.poll(() => questions.length).toBe(4);
  await expect(field).toHaveCount(0);
});

test("a draft is saved, discarded and published in English, by keyboard alone", async ({ page, stack }) => {
  await signUp(page, { baseURL: stack.baseURL, locale: "en" });
  await page.goto("/integrations");
  await page.getByRole("button", { name: "Add integration" }).click();
  await page.getByRole("button", { name: "Sendpulse" }).click();
  await page.getByLabel("Integration name").fill("Viber");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/integrations\/[0-9a-f-]{36}$/);

  const rule = page.getByLabel("Text of the task");
  const before = await rule.inputValue();
  await rule.fill("Call back");
  await rule.press("ControlOrMeta+s");
  await expect(page.getByText("Draft saved")).toBeVisible();
  await page.getByRole("button", { name: "Discard draft" }).last().press("Enter");
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("insertion")).toContainText("Call back");
  await dialog.getByRole("button", { name: "Discard draft" }).press("Enter");
  await expect(page.getByText("Draft discarded")).toBeVisible();
  await expect(rule).toHaveValue(before);

  await rule.fill("Call again");
  await page.getByRole("button", { name: "Cancel" }).press("Enter");
  await expect(rule).toHaveValue(before);
  await rule.fill("Call again");
  await publish(page, "en");
  await page.getByRole("link", { name: "History" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Version history" })).toBeVisible();
  await expect(page.getByText("1 change from version 1")).toBeVisible();
  await expect(page.getByRole("insertion").filter({ hasText: "Call again" })).toBeVisible();
});

/** Two administrators of one account, each in a browser of their own, at the settings of one integration. */
async function signUpTwo(page: Page, browser: Browser, stack: Stack) {
  const olha = await signUp(page, { baseURL: stack.baseURL });
  await addPlainIntegration(page, "Telegram");
  const context = await browser.newContext({ baseURL: stack.baseURL });
  const taras = await context.newPage();
  const { email } = await signUp(taras, { baseURL: stack.baseURL });
  await joinAccount(stack, { email, name: "Тарас", ofEmail: olha.email });
  await taras.goto(page.url());
  await expect(taras.getByRole("textbox", { name: NAME })).toHaveValue("Telegram");
  return { taras, close: () => context.close() };
}

async function addPlainIntegration(page: Page, name: string) {
  await page.goto("/integrations");
  await page.getByRole("button", { name: "Додати інтеграцію" }).click();
  await page.getByRole("button", { name: "Sendpulse" }).click();
  await page.getByRole("textbox", { name: NAME }).fill(name);
  await page.getByRole("button", { name: "Додати", exact: true }).click();
  await page.waitForURL(/\/integrations\/[0-9a-f-]{36}$/);
}

/** As if the person came back to the tab. */
async function lookAway(page: Page) {
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
}

async function deliver(
  request: APIRequestContext,
  data: AccountData,
  address: string,
  person: Parameters<typeof sendpulseEvent>[0],
): Promise<string> {
  const answer = await request.post(address, { data: [sendpulseEvent(person)] });
  const { leads } = await answer.json();
  await expect.poll(async () => (await data.leads(leads))[0]?.status).toBe("delivered");
  return leads[0];
}

async function titles(data: AccountData) {
  return (await data.deals()).map(({ values }) => values.title);
}
