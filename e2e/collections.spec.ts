import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { signUp } from "./support/sign-up";
import { connectTrialCrm } from "./support/trial-account";

test("a collection is made, ordered, changed and deleted", async ({ page, stack, openData }) => {
  await signUp(page, { baseURL: stack.baseURL });
  await page.goto("/collections");
  await expect(page.getByText("спершу підключіть CRM")).toBeVisible();
  await page.getByRole("link", { name: "До підключень" }).click();
  await page.waitForURL("/connections");
  const { trialCrmId } = await connectTrialCrm(page);

  await page.goto("/collections");
  await page.getByRole("button", { name: "Додати колекцію" }).click();
  const dialog = page.getByRole("dialog", { name: "Нова колекція" });
  await dialog.getByRole("button", { name: "Зберегти" }).click();
  await expect(dialog.getByLabel("Назва")).toBeFocused();
  await expect(dialog.getByText("Заповніть це поле")).toBeVisible();
  await dialog.getByLabel("Назва").fill("Відділ продажу");
  for (const label of ["Олена Коваль", "Ірина Бондаренко", "Наталія Мельник (не активний у CRM)"]) {
    await dialog.getByLabel("Додати менеджера…").selectOption({ label });
  }
  await dialog.getByRole("button", { name: "Ірина Бондаренко: вище" }).click();
  await expect(dialog.getByRole("listitem").first()).toContainText("Ірина Бондаренко");
  await dialog.getByRole("button", { name: "Зберегти" }).click();
  await expect(page.getByText("Колекцію збережено")).toBeVisible();
  await expect(managers(page)).toHaveText([
    "Ірина Бондаренко · наступний лід",
    "Олена Коваль",
    "Наталія Мельник · не активний",
  ]);

  await page.getByRole("button", { name: "Додати колекцію" }).click();
  await dialog.getByLabel("Назва").fill("відділ продажу");
  await dialog.getByLabel("Додати менеджера…").selectOption({ label: "Олена Коваль" });
  await dialog.getByRole("button", { name: "Зберегти" }).click();
  await expect(dialog.getByText("Колекція з такою назвою вже є")).toBeVisible();
  await expect(dialog.getByLabel("Назва")).toHaveValue("відділ продажу");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Змінити колекцію Відділ продажу" }).click();
  const edit = page.getByRole("dialog", { name: "Колекція менеджерів" });
  await edit.getByRole("button", { name: "Наталія Мельник: прибрати" }).click();
  await edit.getByLabel("Назва").fill("Продажі");
  await edit.getByRole("button", { name: "Зберегти" }).click();
  await expect(page.getByRole("heading", { name: "Продажі" })).toBeVisible();
  await expect(managers(page)).toHaveText(["Ірина Бондаренко · наступний лід", "Олена Коваль"]);

  // A manager sees who gets leads, and changes nothing.
  const data = await openData(trialCrmId);
  await data.setRole("manager");
  await page.reload();
  await expect(managers(page)).toHaveCount(2);
  await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
  await data.setRole("owner");
  await page.reload();

  await page.getByRole("button", { name: "Видалити колекцію Продажі" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Видалити" }).click();
  await expect(page.getByText("Ще немає жодної колекції")).toBeVisible();
});

function managers(page: Page) {
  return page.getByRole("main").locator("ol").getByRole("listitem");
}
