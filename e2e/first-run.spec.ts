import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { LOCALE_COOKIE, LOCALES, type Locale } from "@/lib/i18n/locales";
import { expect, test } from "./fixtures";
import { findBarriers } from "./support/check-page";
import { fillAutomatically } from "./support/mapping-editor";
import { publish } from "./support/publish";
import { signUp } from "./support/sign-up";
import { createSlowTypist } from "./support/slow-typist";

/** From signing up to the first dry run, for a slow typist. */
const SECONDS_MAX = 300;
const PASSWORD = "вечірня кава з молоком 42";

test.describe.configure({ timeout: 180_000 });

const WORDS = {
  uk: {
    name: "Ваше ім’я",
    password: "Пароль",
    signUp: "Створити кабінет",
    progress: (done: number) => `Перші кроки ${done} з 5`,
    connectCrm: "Підключіть CRM",
    addConnection: "Додати підключення",
    trialCrm: "Пробна CRM",
    connect: "Підключити",
    overview: "Огляд",
    addFirst: "Додайте інтеграцію Sendpulse",
    addIntegration: "Додати інтеграцію",
    integrationName: "Назва інтеграції",
    add: "Додати",
    copy: "Скопіювати адресу",
    sample: "Надіслати приклад",
    latest: "Останній лід:",
    passTo: "Передавати в",
    autoFill: "Заповнити автоматично",
    accept: /^Додати \d+/,
    dryRun: "Пробний запуск",
    event: "Подія для проби",
    aSample: /приклад/i,
    plan: "Створити контакт і угоду",
    nothingWritten: "У CRM нічого не записано",
    day: "За останню добу",
  },
  en: {
    name: "Your name",
    password: "Password",
    signUp: "Create the account",
    progress: (done: number) => `First steps ${done} of 5`,
    connectCrm: "Connect a CRM",
    addConnection: "Add connection",
    trialCrm: "Trial CRM",
    connect: "Connect",
    overview: "Overview",
    addFirst: "Add a Sendpulse integration",
    addIntegration: "Add integration",
    integrationName: "Integration name",
    add: "Add",
    copy: "Copy address",
    sample: "Send a sample",
    latest: "Last lead:",
    passTo: "Pass to",
    autoFill: "Fill in automatically",
    accept: /^Add \d+/,
    dryRun: "Dry run",
    event: "Event to try",
    aSample: /sample/i,
    plan: "Create a contact and a deal",
    nothingWritten: "Nothing was written to the CRM",
    day: "The last 24 hours",
  },
} satisfies Record<Locale, object>;

for (const locale of LOCALES) {
  const words = WORDS[locale];
  test(`a slow typist comes from signing up to the first dry run, and the checklist goes along: ${locale}`, async ({
    page,
    context,
    stack,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: stack.baseURL });
    await context.addCookies([{ name: LOCALE_COOKIE, value: locale, url: stack.baseURL }]);
    const typist = createSlowTypist(page);
    const expectDone = (done: number) =>
      expect(page.getByRole("heading", { name: words.progress(done) })).toBeVisible();
    await page.goto("/sign-up");
    await typist.type(page.getByLabel(words.name), "Ольга Повільна");
    await typist.type(page.getByLabel("E-mail"), `e2e-${randomUUID().slice(0, 8)}@example.com`);
    await typist.type(page.getByLabel(words.password, { exact: true }), PASSWORD);
    await typist.click(page.getByRole("button", { name: words.signUp }));
    await expectDone(0);

    await typist.click(page.getByRole("link", { name: words.connectCrm }));
    await typist.click(page.getByRole("button", { name: words.addConnection }));
    await typist.click(page.getByRole("button", { name: words.trialCrm }));
    await typist.click(page.getByRole("button", { name: words.connect, exact: true }));
    await page.waitForURL(/\/connections\/[0-9a-f-]{36}$/);
    await typist.click(page.getByRole("link", { name: words.overview }));
    await expectDone(1);

    await typist.click(page.getByRole("link", { name: words.addFirst }));
    await typist.click(page.getByRole("button", { name: words.addIntegration }));
    await typist.click(page.getByRole("button", { name: "Sendpulse" }));
    await typist.type(page.getByLabel(words.integrationName), "Telegram");
    await typist.click(page.getByRole("button", { name: words.add, exact: true }));
    await page.waitForURL(/\/integrations\/[0-9a-f-]{36}$/);
    await typist.click(page.getByRole("button", { name: words.copy }));
    await typist.click(page.getByRole("button", { name: words.sample }));
    await expect(page.getByText(words.latest)).toBeVisible();

    await typist.choose(page.getByLabel(words.passTo), { label: words.trialCrm });
    await typist.click(page.getByRole("button", { name: words.autoFill }));
    typist.read();
    await typist.click(page.getByRole("dialog").getByRole("button", { name: words.accept }));
    const dryRun = page.getByRole("region", { name: words.dryRun, exact: true });
    await expect(dryRun.getByLabel(words.event).locator("option:checked")).not.toHaveText(words.aSample);
    await typist.click(dryRun.getByRole("button", { name: words.dryRun }));
    await expect(dryRun.getByText(words.plan).first()).toBeVisible();
    await expect(dryRun.getByText(words.nothingWritten)).toBeVisible();
    expect(typist.seconds()).toBeLessThan(SECONDS_MAX);

    await publish(page, locale);
    // From now on a sample would put an invented person into the CRM, so that it asks first.
    await page.getByRole("button", { name: words.sample }).click();
    await expect(page.getByRole("alertdialog").getByText(words.trialCrm)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("alertdialog")).toHaveCount(0);
    await page.goto("/overview");
    await expect(page.getByRole("heading", { name: words.day })).toBeVisible();
    await expect(page.getByRole("heading", { name: words.progress(5) })).toHaveCount(0);
  });
}

test("the same way goes by keyboard alone", async ({ page, stack }) => {
  const typist = createSlowTypist(page);
  await page.goto("/sign-up");
  await typist.tabTo(page.getByLabel("Ваше ім’я"));
  await typist.typeHere("Ольга Клавіатурна");
  await typist.tabTo(page.getByLabel("E-mail"));
  await typist.typeHere(`e2e-${randomUUID().slice(0, 8)}@example.com`);
  await typist.tabTo(page.getByLabel("Пароль", { exact: true }));
  await typist.typeHere(PASSWORD);
  await typist.press("Enter");
  await expectProgress(page, 0);

  await typist.tabTo(page.getByRole("link", { name: "Підключіть CRM" }));
  await typist.press("Enter");
  await page.waitForURL(/\/connections$/);
  await typist.tabTo(page.getByRole("button", { name: "Додати підключення" }));
  await typist.press("Enter");
  await typist.tabTo(page.getByRole("button", { name: "Пробна CRM" }));
  await typist.press("Enter");
  await expect(page.getByLabel("Назва")).toBeFocused();
  await typist.press("Enter");
  await page.waitForURL(/\/connections\/[0-9a-f-]{36}$/);

  await typist.tabTo(page.getByRole("link", { name: "Інтеграції", exact: true }));
  await typist.press("Enter");
  await page.waitForURL(/\/integrations$/);
  await typist.tabTo(page.getByRole("button", { name: "Додати інтеграцію" }).first());
  await typist.press("Enter");
  await typist.tabTo(page.getByRole("button", { name: "Sendpulse" }));
  await typist.press("Enter");
  await expect(page.getByLabel("Назва інтеграції")).toBeFocused();
  await typist.typeHere("Telegram");
  await typist.press("Enter");
  await page.waitForURL(/\/integrations\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("button", { name: "Надіслати приклад" })).toBeVisible();
  await typist.tabTo(page.getByRole("button", { name: "Надіслати приклад" }));
  await typist.press("Enter");
  await expect(page.getByText("Останній лід:")).toBeVisible();

  await typist.tabTo(page.getByLabel("Передавати в"));
  await typist.press("ArrowDown");
  await expect(page.getByLabel("Передавати в").locator("option:checked")).toHaveText("Пробна CRM");
  await typist.tabTo(page.getByRole("button", { name: "Заповнити автоматично" }));
  await typist.press("Enter");
  typist.read();
  await typist.tabTo(page.getByRole("dialog").getByRole("button", { name: /^Додати \d+/ }));
  await typist.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const dryRun = page.getByRole("region", { name: "Пробний запуск", exact: true });
  await typist.tabTo(dryRun.getByRole("button", { name: "Пробний запуск" }));
  await typist.press("Enter");
  await expect(dryRun.getByText("Створити контакт і угоду").first()).toBeVisible();
  expect(typist.seconds()).toBeLessThan(SECONDS_MAX);
  expect(new URL(page.url()).origin).toBe(stack.baseURL);
});

test("the checklist is put away, survives a reload so, and comes back; in English", async ({ page, stack }) => {
  await signUp(page, { baseURL: stack.baseURL, locale: "en" });
  const heading = page.getByRole("heading", { name: "First steps 0 of 5" });
  await expect(heading).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Hide" }).click();
  await expect(heading).toHaveCount(0);
  await page.reload();
  await page.getByRole("button", { name: "Show the first steps (0 of 5)" }).click();
  await expect(heading).toBeVisible();
  await page.getByRole("link", { name: "Add a Sendpulse integration" }).click();
  await expect(page).toHaveURL(/\/integrations$/);
});

test("a copied address, a sample and published settings tick their steps off", async ({ page, context, stack }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: stack.baseURL });
  await signUp(page, { baseURL: stack.baseURL });
  await page.goto("/integrations");
  await page.getByRole("button", { name: "Додати інтеграцію" }).click();
  await page.getByRole("button", { name: "Sendpulse" }).click();
  await page.getByLabel("Назва інтеграції").fill("Viber");
  await page.getByRole("button", { name: "Додати", exact: true }).click();
  await page.waitForURL(/\/integrations\/[0-9a-f-]{36}$/);
  const settings = page.url();
  await page.goto("/overview");
  await expectProgress(page, 1);

  await page.goto(settings);
  await page.getByRole("button", { name: "Скопіювати адресу" }).click();
  await expect(async () => {
    await page.goto("/overview");
    await expectProgress(page, 2, 1_000);
  }).toPass();

  await page.goto(settings);
  await page.getByRole("button", { name: "Надіслати приклад" }).click();
  await expect(page.getByText("Останній лід:")).toBeVisible();
  await fillAutomatically(page);
  await publish(page);
  await page.goto("/overview");
  await expectProgress(page, 4);
  await expect(page.getByRole("link", { name: "Підключіть CRM" })).toBeVisible();
});

async function expectProgress(page: Page, done: number, timeout?: number) {
  await expect(page.getByRole("heading", { name: `Перші кроки ${done} з 5` })).toBeVisible({ timeout });
}
