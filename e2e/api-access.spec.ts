import type { APIRequestContext, Page } from "@playwright/test";
import { LOCALE_COOKIE } from "@/lib/i18n/locales";
import { expect, test } from "./fixtures";
import { findBarriers, findOverflow } from "./support/check-page";
import { signUp } from "./support/sign-up";

test("a token is made in the settings, works, does no more than it may, and stops when it is revoked", async ({
  page,
  request,
  stack,
}) => {
  await signUp(page, { baseURL: stack.baseURL });
  await page.goto("/settings");
  await page.getByRole("link", { name: "Токени" }).click();
  await expect(page.getByText("Токенів ще немає")).toBeVisible();

  await page.getByRole("button", { name: "Створити токен" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Створити", exact: true }).click();
  await expect(dialog.getByText("Оберіть хоча б один дозвіл.")).toBeVisible();
  await expect(dialog.getByText("Заповніть це поле")).toBeVisible();
  await dialog.getByLabel("Назва").fill("Нічний звіт");
  await dialog.getByLabel("Інтеграції: Читання").check();
  await dialog.getByLabel("Інтеграції: Зміни").check();
  expect(await findBarriers(page)).toEqual([]);
  expect(await findOverflow(page, 360)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await dialog.getByRole("button", { name: "Створити", exact: true }).click();
  const token = await dialog.getByLabel("Токен", { exact: true }).inputValue();
  expect(token).toMatch(/^lbx_[0-9A-Za-z]{32}$/);
  await dialog.getByRole("button", { name: "Готово" }).click();

  const row = page.getByRole("row", { name: /Нічний звіт/ });
  await expect(row).toContainText(`lbx_…${token.slice(-4)}`);
  await expect(row).toContainText("Інтеграції (читання, зміни)");
  await expect(row).toContainText("Ще ні");
  expect(await page.content()).not.toContain(token);

  const made = await call(request, token, "post", "/integrations", { name: "З програми" });
  expect(made.status()).toBe(201);
  const refused = await call(request, token, "get", "/leads");
  expect(refused.status()).toBe(403);
  expect(await refused.json()).toMatchObject({ code: "missing_scope", scope: "leads:read" });
  await page.goto("/integrations");
  await expect(page.getByRole("link", { name: "З програми" })).toBeVisible();

  await page.goto("/settings/api");
  await expect(row).not.toContainText("Ще ні");
  await row.getByRole("button", { name: "Дії: Нічний звіт" }).click();
  await page.getByRole("menuitem", { name: "Відкликати" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Відкликати" }).click();
  await expect(page.getByText("Токенів ще немає")).toBeVisible();
  const stopped = await call(request, token, "get", "/integrations");
  expect(stopped.status()).toBe(401);
  expect(stopped.headers()["content-type"]).toContain("application/problem+json");
});

test("a token gets another name, and nobody without one gets anything by being signed in", async ({ page, stack }) => {
  await signUp(page, { baseURL: stack.baseURL, locale: "en" });
  await page.goto("/settings/api");
  await page.getByRole("button", { name: "Create a token" }).click();
  await page.getByLabel("Name").fill("Report");
  await page.getByRole("button", { name: "Choose all" }).click();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Actions: Report" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Nightly report");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /Nightly report/ })).toContainText("Everything");

  const withCookies = await page.request.get("/api/v1/integrations");
  expect(withCookies.status()).toBe(401);
});

for (const [locale, words] of [
  [
    "uk",
    {
      title: "Довідник API",
      search: "Пошук за шляхом, назвою чи полем",
      replay: "Обробити лід ще раз",
      errors: "Помилки",
    },
  ],
  [
    "en",
    { title: "API reference", search: "Search by path, name or field", replay: "Replay a lead", errors: "Errors" },
  ],
] as const) {
  test(`the reference in ${locale} opens without signing in, is searched and read`, async ({
    page,
    stack,
    request,
  }) => {
    await page.context().addCookies([{ name: LOCALE_COOKIE, value: locale, url: stack.baseURL }]);
    await page.goto("/docs/api");
    await expect(page).toHaveTitle(new RegExp(words.title));
    expect(await findBarriers(page)).toEqual([]);

    await page.getByLabel(words.search).fill("replay lead");
    const operation = page.locator("details").filter({ hasText: "/leads/{id}/replay" });
    await expect(operation).toBeVisible();
    await expect(page.getByText("/leads/{id}/event")).toHaveCount(0);
    await operation.locator("summary").press("Enter");
    await expect(operation.getByText("curl -X POST")).toBeVisible();
    await expect(operation.getByText("leads:write")).toBeVisible();
    await expect(operation.getByRole("heading", { name: words.errors })).toBeVisible();
    await expect(operation.getByText(words.replay)).toBeVisible();
    expect(await findBarriers(page)).toEqual([]);
    for (const width of [390, 360]) expect(await findOverflow(page, width)).toEqual([]);

    const document = await request.get("/api/v1/openapi.json", { headers: { "accept-language": locale } });
    expect(await document.json()).toMatchObject({ openapi: "3.1.0", servers: [{ url: expect.stringMatching(/v1$/) }] });
    expect(await document.text()).toContain(words.replay);
  });
}

test("every operation of the reference opened at once fits a phone and has no barriers", async ({ page }) => {
  await page.goto("/docs/api");
  await openAll(page);
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    expect.soft(await findBarriers(page), scheme).toEqual([]);
  }
  expect(await findOverflow(page, 360)).toEqual([]);
});

function openAll(page: Page) {
  return page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
}

function call(request: APIRequestContext, token: string, method: "get" | "post", path: string, data?: object) {
  return request[method](`/api/v1${path}`, { headers: { authorization: `Bearer ${token}` }, data });
}
