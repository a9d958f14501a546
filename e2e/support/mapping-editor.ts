import { expect, type Locator, type Page } from "@playwright/test";

/** Chooses the field of the row that was added last, by its name and the record it belongs to. */
export async function chooseLastTarget(page: Page, { group, name }: { group: "Контакт" | "Угода"; name: string }) {
  const picker = page.getByRole("combobox", { name: /^Ключ параметру, рядок/ }).last();
  await picker.click();
  await picker.fill(name);
  await page
    .getByRole("listbox", { name: "Поля CRM" })
    .getByRole("group", { name: group })
    .getByText(name, { exact: true })
    .click();
  await expect(picker).toHaveValue(name);
}

/** Adds a row for a field with this value. */
export async function addRow(
  page: Page,
  { group, name, value }: { group: "Контакт" | "Угода"; name: string; value: string },
) {
  await page.getByRole("button", { name: "Додати поле" }).click();
  await chooseLastTarget(page, { group, name });
  await page
    .getByRole("textbox", { name: /^Значення: / })
    .last()
    .fill(value);
}

/** Accepts what «Заповнити автоматично» proposes as it stands. */
export async function fillAutomatically(page: Page) {
  await page.getByRole("button", { name: "Заповнити автоматично" }).click();
  const dialog = page.getByRole("dialog", { name: "Заповнити автоматично" });
  await dialog.getByRole("button", { name: /^Додати \d+/ }).click();
  await expect(dialog).toHaveCount(0);
}

/** The row of a field, by what it is called. */
export function rowOf(page: Page, field: string): Locator {
  return page.getByRole("listitem", { name: new RegExp(`^Рядок \\d+: ${field}$`) });
}

/** Drags by the pointer in small steps, as a hand does. */
export async function dragTo(page: Page, from: Locator, to: Locator) {
  await from.scrollIntoViewIfNeeded();
  const start = await from.boundingBox();
  const end = await to.boundingBox();
  if (!start || !end) throw new Error("There is nothing to drag, or nowhere to.");
  const middle = ({ x, y, width, height }: typeof start) => [x + Math.min(width / 2, 60), y + height / 2] as const;
  await page.mouse.move(...middle(start));
  await page.mouse.down();
  const [x, y] = middle(start);
  await page.mouse.move(x + 8, y + 8, { steps: 3 });
  await page.mouse.move(...middle(end), { steps: 12 });
  await page.mouse.up();
}
