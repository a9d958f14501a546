import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { LOCALE_COOKIE } from "@/lib/i18n/locales";
import { expect, test } from "./fixtures";
import { addDelivery } from "./support/add-delivery";
import { findBarriers, findOverflow } from "./support/check-page";
import { publish } from "./support/publish";
import { sendpulseEvent } from "./support/sendpulse-event";
import { signUp } from "./support/sign-up";
import type { Stack } from "./support/stack";

// Long journeys: on a machine that is busy they take their time.
test.describe.configure({ timeout: 180_000 });

/** A change of theme can only lose contrast. */
const THEME_RULES = ["color-contrast", "link-in-text-block"];

test("the filter says how many of the last leads pass, and which condition stopped whom", async ({
  page,
  request,
  stack,
}) => {
  await signUp(page, { baseURL: stack.baseURL });
  const address = await addDelivery(page, "Школа");
  const filter = part(page, "Фільтр");
  const line = filter.getByRole("status");
  await expect(line).toHaveText("Проходять 6 з 6 вигаданих прикладів");
  await expect(filter).toContainText("на вигаданих прикладах SendPulse");

  const [, halyna] = await sendLeads(request, address);
  await page.reload();
  await expect(line).toHaveText("Проходять 3 з останніх 3 лідів");
  await expect(filter).toContainText("Ще 1 подія не є лідом і до фільтра не доходить.");

  // A valid phone, then one of a country: an unfinished condition says so at its value.
  await filter.getByRole("button", { name: "Додати умову" }).click();
  const group = filter.getByRole("group", { name: "Група 1", exact: true });
  const first = group.getByRole("group", { name: "Умова 1" });
  await expect(first.getByLabel("Що перевіряти")).toBeFocused();
  await expect(line).toHaveText("Проходять 2 з останніх 3 лідів");
  await expect(first).toContainText("Зупиняє 1 лід");
  await first.getByLabel("Умова", { exact: true }).selectOption({ label: "країна телефону" });
  await expect(first.getByText("Заповніть значення.")).toBeVisible();
  await expect(line).toHaveText("Допишіть умови, і тут буде видно, скільки останніх лідів проходить.");
  await first.getByLabel("Список").selectOption({ label: "Україна (+380)" });
  await expect(line).toHaveText("Проходить 1 з останніх 3 лідів");

  await filter.getByText("Кого зупинено: 2 ліди").click();
  const stopped = filter.getByRole("row", { name: /Галина/ });
  await expect(stopped).toContainText("Телефон країна телефону Україна (+380)");
  await expect(stopped).toContainText("+48501234567");
  await expect(stopped.getByRole("link", { name: "Галина" })).toHaveAttribute("href", `/registry/${halyna}`);
  await expect(filter.getByRole("row", { name: /Ігор/ })).toContainText("пусто");

  // A path is found by typing, with its value as an example; the values of the last events are offered.
  await group.getByRole("button", { name: "Додати умову в групу" }).click();
  const second = group.getByRole("group", { name: "Умова 2" });
  await pickField(second, "service", "service");
  await second.getByLabel("Умова", { exact: true }).selectOption({ label: "є в списку" });
  await second.getByRole("button", { name: "Додати: telegram" }).click();
  await expect(second.getByLabel("Список")).toHaveValue("telegram");
  await expect(line).toHaveText("Проходить 1 з останніх 3 лідів");

  // Another way of joining: each group is enough, and the copy of a group is a group of its own.
  await filter.getByRole("button", { name: "Дублювати групу 1" }).click();
  const copy = filter.getByRole("group", { name: "Група 2", exact: true });
  await expect(filter.getByText("або", { exact: true })).toBeVisible();
  await expect(copy.getByRole("group", { name: /^Умова/ })).toHaveCount(2);
  await copy.getByRole("button", { name: "Вище: умова 2" }).click();
  await expect(copy.getByRole("group", { name: "Умова 1" }).getByLabel("Що перевіряти")).toHaveValue("service");
  await expect(copy.getByRole("button", { name: "Нижче: умова 1" })).toBeFocused();
  await copy.getByRole("button", { name: "Прибрати умову 2" }).click();
  await expect(line).toHaveText("Проходять 2 з останніх 3 лідів");
  await filter.getByRole("button", { name: "Вище: група 2" }).click();
  await expect(
    filter.getByRole("group", { name: "Група 1", exact: true }).getByRole("group", { name: /^Умова/ }),
  ).toHaveCount(1);
  await filter.getByLabel("Потрібні всі групи; у групі досить однієї умови").check();
  await expect(filter.getByText("і", { exact: true })).toBeVisible();
  await expect(line).toHaveText("Проходять 2 з останніх 3 лідів");

  // Any other path may be typed; dates have their own box.
  await group.getByRole("button", { name: "Додати умову в групу" }).click();
  const last = group.getByRole("group", { name: "Умова 2" });
  await last.getByLabel("Що перевіряти").fill("contact.variables.budget");
  await last.getByLabel("Що перевіряти").press("Tab");
  await expect(last).toContainText("Такого шляху немає в 4 останніх подіях.");
  await last.getByLabel("Умова", { exact: true }).selectOption({ label: "раніше ніж" });
  await expect(last.getByLabel("Значення")).toHaveAttribute("type", "date");
  await last.getByLabel("Значення").fill("2026-11-22");

  await publish(page);
  await page.reload();
  await expect(last.getByLabel("Що перевіряти")).toHaveValue("contact.variables.budget");
  await expect(last.getByLabel("Значення")).toHaveValue("2026-11-22");
  await expect(line).toHaveText("Проходять 2 з останніх 3 лідів");
  expect(await findBarriers(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await findBarriers(page, THEME_RULES)).toEqual([]);
  for (const width of [390, 360]) expect(await findOverflow(page, width)).toEqual([]);
});

test("the rules are drawn as the six decisions, and those in force change with a click", async ({ page, stack }) => {
  await signUp(page, { baseURL: stack.baseURL });
  await addDelivery(page, "Школа");
  const rules = part(page, "Правила інтеграції");
  const inForce = rules.getByRole("table").locator("tr[data-in-force=true]");
  await expect(rules.getByRole("table").locator("tbody tr")).toHaveCount(6);
  await expect(inForce).toHaveCount(3);
  await expect(inForce.nth(0)).toContainText("Створить контакт і угоду");
  await expect(inForce.nth(2)).toContainText("Доповнить контакт і угоду, поставить задачу");

  await rules.getByLabel("Заборонити створювати угоду в будь якому випадку").check();
  await expect(inForce.nth(0)).toContainText("Нічого не створить");
  await expect(inForce.nth(1)).toContainText("Доповнить пусті поля контакту");
  await rules.getByLabel("Заборонити створювати задачу на повторну угоду").check();
  await rules.getByLabel("Оновити всі поля").check();
  await expect(inForce.nth(2)).toContainText("Оновить контакт і угоду");
  await expect(rules.getByLabel("Текст задачі")).toHaveCount(0);
  await rules.getByLabel("Заборонити створювати угоду в будь якому випадку").uncheck();
  await rules.getByLabel("Заборонити створювати задачу на повторну угоду").uncheck();

  // Who gets a lead by default, and what the task says.
  const responsible = rules.getByLabel("Відповідальний за замовчуванням");
  await expect(responsible.locator("option", { hasText: "Наталія Мельник – неактивний у CRM" })).toBeDisabled();
  await responsible.selectOption({ label: "Ірина Бондаренко" });
  await expect(inForce.nth(0)).toContainText("Ірина Бондаренко, за замовчуванням");
  await rules.getByLabel("Текст задачі").fill("Зателефонувати: {{contact.name}} ({{integration.name}})");
  await expect(rules.getByText(/^Приклад: Зателефонувати: .+ \(Школа\)$/)).toBeVisible();
  await rules.getByLabel("Строк задачі", { exact: true }).fill("2");
  await rules.getByLabel("Одиниця: Строк задачі").selectOption("days");

  await rules.getByLabel("Зачекати на телефон або e-mail").check();
  await rules.getByLabel("Скільки чекати", { exact: true }).fill("36");
  await rules.getByLabel("Одиниця: Скільки чекати").selectOption("hours");
  await rules.getByLabel("Продажі", { exact: true }).check();
  await publish(page);
  await page.reload();
  await expect(responsible.locator("option:checked")).toHaveText("Ірина Бондаренко");
  await expect(rules.getByLabel("Строк задачі", { exact: true })).toHaveValue("2");
  await expect(rules.getByLabel("Одиниця: Строк задачі").locator("option:checked")).toHaveText("дні");
  await expect(rules.getByLabel("Скільки чекати", { exact: true })).toHaveValue("36");
  await expect(rules.getByLabel("Продажі", { exact: true })).toBeChecked();
});

test("numbers are tried out as the phone settings change, beginning with the last that came", async ({
  page,
  request,
  stack,
}) => {
  await signUp(page, { baseURL: stack.baseURL });
  const address = await addDelivery(page, "Школа");
  await sendLeads(request, address);
  await page.reload();
  const phone = part(page, "Стандартизація номеру");
  const numbers = phone.getByLabel("Перевірити номери");
  const rowOf = (typed: string) =>
    phone.getByRole("row").filter({ has: page.getByRole("rowheader", { name: typed, exact: true }) });
  await expect(numbers).toHaveValue("12\n+48 501 234 567\n067 123 45 67");
  await expect(phone.getByRole("status")).toHaveText("Підходять 2 з 3 номерів");
  await expect(rowOf("067 123 45 67")).toContainText("+380671234567 Україна");
  await expect(rowOf("+48 501 234 567")).toContainText("+48501234567 Польща");
  await expect(rowOf("12")).toContainText("Залишиться як є: не та кількість знаків");

  await numbers.fill("501 234 567\nдзвоніть\n0000000000");
  await expect(rowOf("501 234 567")).toContainText("+380501234567 Україна");
  await expect(rowOf("дзвоніть")).toContainText("немає цифр");
  await expect(rowOf("0000000000")).toContainText("такого номера не буває");
  await numbers.fill("0171 2345678\n501 234 567");
  await expect(rowOf("0171 2345678")).toContainText("Залишиться як є");
  await phone.getByLabel("Інші країни").selectOption({ label: "Німеччина (+49)" });
  await expect(rowOf("0171 2345678")).toContainText("+491712345678 Німеччина");
  await phone.getByRole("button", { name: "Прибрати країну: Німеччина" }).click();
  await expect(rowOf("0171 2345678")).toContainText("Залишиться як є");
  await phone.getByLabel("Країна", { exact: true }).selectOption({ label: "Польща (+48)" });
  await expect(rowOf("501 234 567")).toContainText("+48501234567 Польща");
  await phone.getByLabel("Кількість знаків").fill("");
  await expect(phone.getByText("Виправте код і кількість знаків, щоб перевірити номери.")).toBeVisible();
  await phone.getByLabel("Кількість знаків").fill("11");
  await phone.getByRole("button", { name: "Взяти останні номери" }).click();
  await expect(rowOf("067 123 45 67")).toContainText("+48671234567 Польща");
});

test("rules and numbers in English: the decisions follow the boxes, and the numbers the country", async ({
  page,
  request,
  stack,
}) => {
  const address = await addDeliveryInEnglish(page, stack);
  await sendLeads(request, address);
  await page.reload();
  const rules = part(page, "Integration rules");
  const inForce = rules.getByRole("table").locator("tr[data-in-force=true]");
  await expect(inForce.nth(0)).toContainText("Creates a contact and a deal");
  await rules.getByLabel("Forbid creating a deal in any case").check();
  await expect(inForce.nth(0)).toContainText("Creates nothing, the lead is “Skipped”");
  await rules.getByLabel("Update all fields").check();
  await expect(inForce.nth(2)).toContainText("Updates the contact and the deal, creates a task");
  await rules.getByLabel("Default responsible person").selectOption({ label: "Ірина Бондаренко" });

  const phone = part(page, "Phone number standardisation");
  await expect(phone.getByRole("status")).toHaveText("2 of 3 numbers fit");
  await phone.getByLabel("Try numbers").fill("501 234 567");
  await expect(phone.getByRole("row", { name: /501 234 567/ })).toContainText("+380501234567 Ukraine");
  await phone.getByLabel("Country", { exact: true }).selectOption({ label: "Poland (+48)" });
  await expect(phone.getByRole("row", { name: /501 234 567/ })).toContainText("+48501234567 Poland");
  await publish(page, "en");
  await page.reload();
  await expect(rules.getByLabel("Forbid creating a deal in any case")).toBeChecked();
  await expect(phone.getByLabel("Code")).toHaveValue("48");
});

test("in English, by the keyboard alone: a condition is built, moved and removed", async ({ page, request, stack }) => {
  const address = await addDeliveryInEnglish(page, stack);
  await sendLeads(request, address);
  await page.reload();
  const filter = part(page, "Filter");
  const line = filter.getByRole("status");
  await expect(line).toHaveText("3 of the last 3 leads pass");
  await filter.getByRole("button", { name: "Add condition" }).focus();
  await page.keyboard.press("Enter");
  const first = filter.getByRole("group", { name: "Condition 1" });
  await expect(first.getByLabel("What to check")).toBeFocused();

  await page.keyboard.type("e-mail");
  await expect(first.getByRole("option").first()).toHaveText(/^E-mail/);
  await page.keyboard.press("Escape");
  await expect(first.getByLabel("What to check")).toHaveValue("Phone");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(first.getByLabel("What to check")).toHaveValue("E-mail");
  await page.keyboard.press("Tab");
  await page.keyboard.type("is not blank");
  await expect(first.getByLabel("Condition", { exact: true })).toHaveValue("is_not_blank");
  await expect(line).toHaveText("1 of the last 3 leads passes");
  await expect(first).toContainText("Stops 2 leads");
  await first.getByRole("button", { name: "Duplicate condition 1" }).focus();
  await page.keyboard.press("Enter");
  await expect(filter.getByRole("group", { name: "Condition 2" }).getByLabel("What to check")).toBeFocused();
  await filter.getByRole("button", { name: "Remove condition 2" }).focus();
  await page.keyboard.press("Enter");
  await expect(first.getByLabel("What to check")).toBeFocused();
  await filter.getByRole("button", { name: "Remove condition 1" }).focus();
  await page.keyboard.press("Enter");
  await expect(filter.getByRole("button", { name: "Add condition" })).toBeFocused();
  await expect(line).toHaveText("3 of the last 3 leads pass");

  await expect(part(page, "Integration rules").locator("tr[data-in-force=true]").first()).toContainText(
    "Creates a contact and a deal",
  );
  await expect(part(page, "Phone number standardisation").getByRole("status")).toHaveText("2 of 3 numbers fit");
  expect(await findBarriers(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await findBarriers(page, THEME_RULES)).toEqual([]);
});

function part(page: Page, name: string): Locator {
  return page.getByRole("region", { name, exact: true });
}

async function pickField(condition: Locator, typed: string, label: string) {
  await condition.getByLabel("Що перевіряти").fill(typed);
  await condition.getByRole("option", { name: label }).first().click();
  await expect(condition.getByLabel("Що перевіряти")).toHaveValue(label);
}

/** One who passes any sensible filter, one from abroad, one without a phone to speak of, and an event that is no lead. */
async function sendLeads(request: APIRequestContext, address: string): Promise<string[]> {
  const events = [
    sendpulseEvent({ name: "Олена", phone: "067 123 45 67", email: "olena@example.com" }),
    sendpulseEvent({ name: "Галина", phone: "+48 501 234 567", service: "viber" }),
    sendpulseEvent({ name: "Ігор", phone: "12" }),
    { ...sendpulseEvent({ name: "Бот", phone: "12" }), title: "outgoing_message" },
  ];
  const ids: string[] = [];
  for (const event of events) {
    const answer = await request.post(address, { data: [event] });
    expect(answer.status()).toBe(200);
    ids.push((await answer.json()).leads[0]);
  }
  return ids;
}

async function addDeliveryInEnglish(page: Page, { baseURL }: Stack): Promise<string> {
  await signUp(page, { baseURL });
  const address = await addDelivery(page, "School");
  await page.context().addCookies([{ name: LOCALE_COOKIE, value: "en", url: baseURL }]);
  return address;
}
