import type { Browser } from "@playwright/test";
import { LOCALE_COOKIE, type Locale } from "@/lib/i18n/locales";
import { expect, test } from "./fixtures";
import { findBarriers, findKeyboardTraps, findOverflow } from "./support/check-page";
import { findAddresses, listRoutes, OPEN_PAGES, PAGES } from "./support/product-pages";
import { signInAsDemo } from "./support/sign-in";
import { signUp } from "./support/sign-up";
import type { Demo, Stack } from "./support/stack";
import { connectTrialCrm } from "./support/trial-account";

/** A page that stays as it is and changes its theme can only lose contrast. */
const THEME_RULES = ["color-contrast", "link-in-text-block"];

test("every page of the product is in the table of pages", () => {
  expect(Object.keys(PAGES).sort()).toEqual(listRoutes());
});

for (const [locale, width] of [
  ["uk", 1280],
  ["en", 390],
] as const satisfies [Locale, number][]) {
  test(`every page in ${locale}, at ${width} px, in both themes: axe finds nothing serious, nothing stands out`, async ({
    browser,
    stack,
    demo,
  }) => {
    test.setTimeout(300_000);
    const { context, page, addresses } = await openDemo(browser, { stack, demo });
    await context.addCookies([{ name: LOCALE_COOKIE, value: locale, url: stack.baseURL }]);
    for (const [route, address] of addresses) {
      await test.step(route, async () => {
        if (OPEN_PAGES.includes(route)) await context.clearCookies({ name: /session/ });
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme: "light" });
        await page.goto(address);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page.locator("html")).toHaveAttribute("lang", locale);
        expect.soft(await findBarriers(page), route).toEqual([]);
        await page.emulateMedia({ colorScheme: "dark" });
        expect.soft(await findBarriers(page, THEME_RULES), `${route}, dark`).toEqual([]);
        for (const narrow of [390, 360])
          expect.soft(await findOverflow(page, narrow), `${route} ${narrow}`).toEqual([]);
      });
    }
    await context.close();
  });
}

test("every page is worked by the Tab key alone, and shows where it is", async ({ browser, stack, demo }) => {
  test.setTimeout(300_000);
  const { context, page, addresses } = await openDemo(browser, { stack, demo });
  for (const [route, address] of addresses) {
    await test.step(route, async () => {
      if (OPEN_PAGES.includes(route)) await context.clearCookies({ name: /session/ });
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      // A page that is still being made alive may draw parts of itself anew under the walk.
      await page.waitForLoadState("networkidle");
      expect.soft(await findKeyboardTraps(page), route).toEqual([]);
    });
  }
  await context.close();
});

test("empty pages, drawers and dialogs have no barriers either", async ({ page, stack }) => {
  test.setTimeout(120_000);
  await signUp(page, { baseURL: stack.baseURL });
  const check = async (what: string) => {
    expect.soft(await findBarriers(page), what).toEqual([]);
  };
  await page.setViewportSize({ width: 390, height: 800 });
  for (const path of [
    "/overview",
    "/registry",
    "/integrations",
    "/collections",
    "/connections",
    "/trial-crm",
    "/none",
  ]) {
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await check(`${path}, empty`);
    await page.emulateMedia({ colorScheme: "dark" });
    expect.soft(await findBarriers(page, THEME_RULES), `${path}, empty, dark`).toEqual([]);
    expect.soft(await findOverflow(page, 360), path).toEqual([]);
  }

  const { trialCrmId } = await connectTrialCrm(page);
  const windows: [string, string][] = [
    ["/integrations", "Додати інтеграцію"],
    ["/connections", "Додати підключення"],
    ["/collections", "Додати колекцію"],
    [`/trial-crm/${trialCrmId}`, "Відкрити розділи"],
  ];
  for (const [path, button] of windows) {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(path);
    await page.getByRole("button", { name: button }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    await check(`${button} at ${path}`);
    expect.soft(await findOverflow(page, 360), button).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole("button", { name: button })).toBeFocused();
  }
});

/** A browser of the demo user, in Ukrainian, with the address of every page. */
async function openDemo(browser: Browser, { stack, demo }: { stack: Stack; demo: Demo }) {
  const context = await browser.newContext({ baseURL: stack.baseURL, reducedMotion: "reduce" });
  const page = await context.newPage();
  await signInAsDemo(page, demo);
  const found = await findAddresses(page);
  // The pages for those who are not signed in come last, since there is no way back from them.
  const addresses = [...found].sort(
    ([one], [other]) => Number(OPEN_PAGES.includes(one)) - Number(OPEN_PAGES.includes(other)),
  );
  return { context, page, addresses };
}
