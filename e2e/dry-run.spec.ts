import { LOCALE_COOKIE } from "@/lib/i18n/locales";
import { isFinal } from "@/lib/leads/status";
import { expect, test } from "./fixtures";
import type { AccountData } from "./support/account-data";
import { findBarriers, findOverflow } from "./support/check-page";
import { publish } from "./support/publish";
import { sendpulseEvent } from "./support/sendpulse-event";
import { signUp } from "./support/sign-up";
import { addCollection, addIntegration, connectTrialCrm } from "./support/trial-account";

// Time limits are for what hangs: whole journeys take long on a busy machine.
test.describe.configure({ timeout: 240_000 });

const PERSON = { phone: "067 000 20 01", name: "Анна" };

test("a dry run shows what would be done and does nothing, and the real run then does the same", async ({
  page,
  request,
  stack,
  openData,
}) => {
  await signUp(page, { baseURL: stack.baseURL });
  const { trialCrmId } = await connectTrialCrm(page);
  await addCollection(page, { name: "Продажі", managers: ["Ірина Бондаренко", "Максим Ткаченко"] });
  const address = await addIntegration(page, { name: "Вечірній бот", collection: "Продажі" });
  const settingsUrl = page.url();
  const data = await openData(trialCrmId);
  const receive = async (person: Parameters<typeof sendpulseEvent>[0]) => {
    const answer = await request.post(address, { data: [sendpulseEvent(person)] });
    const { leads } = await answer.json();
    await expect.poll(async () => (await data.leads(leads)).every(({ status }) => isFinal(status))).toBe(true);
  };
  const section = page.getByRole("region", { name: "Пробний запуск", exact: true });
  const result = section.getByRole("heading", { name: "Результат" }).locator("xpath=ancestor::*[@tabindex='-1'][1]");

  await test.step("a new person: a contact and a deal for the first of the collection", async () => {
    await section.getByLabel("Подія для проби").selectOption({ label: "Вставити JSON…" });
    await section.getByLabel("JSON події").fill(JSON.stringify(sendpulseEvent(PERSON)));
    await section.getByRole("button", { name: "Пробний запуск" }).click();
    await expect(result).toBeFocused();
    await expect(result.getByText("Створити контакт і угоду")).toBeVisible();
    await expect(result.getByText("У CRM нічого не записано")).toBeVisible();
    await expect(result.getByRole("row", { name: /Ірина Бондаренко обрано його черга/ })).toBeVisible();
    await expect(result.getByRole("row", { name: /Контакт · Телефон Пусто \+380670002001 новий запис/ })).toBeVisible();
    await expect(result.getByText("GET /contacts")).toBeVisible();
    expect([await data.contacts(), await data.deals(), await data.tasks(), await data.leads()]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  await test.step("the real run does it", async () => {
    await receive(PERSON);
    expect(await data.contacts()).toMatchObject([{ responsibleId: "u3", values: { phones: ["+380670002001"] } }]);
    expect(await data.deals()).toMatchObject([{ responsibleId: "u3" }]);
  });

  await test.step("a stored event of the person who is known by now: a task for the deal's responsible", async () => {
    await page.goto(settingsUrl);
    const before = await everything(data);
    await expect(section.getByLabel("Подія для проби").locator("option:checked")).toHaveText(/Анна · Telegram/);
    await page.getByLabel("Текст задачі").fill("Передзвонити: {{contact.name}}");
    await section.getByRole("button", { name: "Пробний запуск" }).click();
    await expect(result.getByText("Оновити контакт і угоду, створити задачу")).toBeVisible();
    await expect(result.getByText("Передзвонити: Анна")).toBeVisible();
    await expect(result.getByText("Це відповідальний за угоду в CRM.")).toBeVisible();
    await expect(result.getByText("єдиний знайдений")).toBeVisible();
    expect(await everything(data)).toEqual(before);

    await page.getByLabel("Заборонити створювати задачу на повторну угоду").check();
    await expect(result.getByText("Після цього запуску налаштування змінилися")).toBeVisible();
    await page.getByLabel("Заборонити створювати задачу на повторну угоду").uncheck();
    await publish(page);
    await receive({ ...PERSON, service: "viber" });
    expect(await data.tasks()).toMatchObject([{ responsibleId: "u3", text: "Передзвонити: Анна" }]);
    expect([await data.contacts(), await data.deals()].map(({ length }) => length)).toEqual([1, 1]);
  });

  await test.step("no barriers, in both themes and on a phone", async () => {
    await page.reload();
    await section.getByRole("button", { name: "Пробний запуск" }).click();
    await expect(result).toBeVisible();
    expect(await findBarriers(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await findBarriers(page)).toEqual([]);
    expect(await findOverflow(page, 360)).toEqual([]);
  });
});

test("a broken CRM and settings that cannot be read are told plainly", async ({ page, stack }) => {
  await signUp(page, { baseURL: stack.baseURL });
  const { trialCrmId } = await connectTrialCrm(page);
  await addIntegration(page, { name: "Instagram" });
  const settingsUrl = page.url();
  const section = page.getByRole("region", { name: "Пробний запуск", exact: true });
  const run = section.getByRole("button", { name: "Пробний запуск" });

  await page.getByLabel("Значення: Назва угоди").fill("{{title | shout}}");
  await run.click();
  await expect(section.getByRole("alert")).toHaveText("Спершу виправте позначені поля налаштувань.");
  await expect(page.getByText("Фільтра «shout» немає").first()).toBeVisible();
  await expect(page.getByLabel("Значення: Назва угоди")).toBeFocused();
  await page.getByLabel("Значення: Назва угоди").fill("Заявка");

  await section.getByLabel("Подія для проби").selectOption({ label: "Вставити JSON…" });
  await section.getByLabel("JSON події").fill("{");
  await run.click();
  await expect(section.getByRole("alert")).toContainText("Це не JSON події");

  await page.goto(`/trial-crm/${trialCrmId}/faults`);
  await page.getByLabel("Відповідь CRM").selectOption({ label: "401 – токен не приймається" });
  await page.getByRole("button", { name: "Зберегти", exact: true }).click();
  await expect(page.getByText("Діє з наступного звернення до CRM.")).toBeVisible();
  await page.goto(settingsUrl);
  await run.click();
  await expect(section.getByText("CRM не приймає доступи підключення")).toBeVisible();
  await expect(section.getByText("У CRM нічого не записано")).toBeVisible();
});

test("the comparison lists the leads that change, and nothing else", async ({ page, request, stack, openData }) => {
  await signUp(page, { baseURL: stack.baseURL });
  const { trialCrmId } = await connectTrialCrm(page);
  const address = await addIntegration(page, { name: "Instagram" });
  const settingsUrl = page.url();
  const data = await openData(trialCrmId);
  for (const person of [PERSON, { ...PERSON, service: "viber" }, { phone: "067 000 20 02", name: "Борис" }] as const) {
    const answer = await request.post(address, { data: [sendpulseEvent(person)] });
    const { leads } = await answer.json();
    await expect.poll(async () => (await data.leads(leads)).every(({ status }) => isFinal(status))).toBe(true);
  }
  const before = await everything(data);

  await page.goto(settingsUrl);
  const section = page.getByRole("region", { name: "Порівняти на останніх лідах" });
  const run = section.getByRole("button", { name: "Порівняти на останніх лідах" });
  await run.click();
  await expect(section.getByText("Нічого не зміниться: 3 ліди пройдуть так само.")).toBeVisible();

  await page.getByLabel("Заборонити створювати задачу на повторну угоду").check();
  await run.click();
  await expect(section.getByText("Зміниться: 1 з 3 лідів.")).toBeVisible();
  const changed = section.getByRole("list", { name: "Ліди, у яких щось зміниться" }).getByRole("listitem");
  await expect(changed).toHaveCount(1);
  await expect(changed).toContainText("Анна");
  await expect(changed).toContainText("Оновити контакт і угоду, створити задачу");
  expect(await everything(data)).toEqual(before);
  expect(await findBarriers(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await findBarriers(page)).toEqual([]);
  expect(await findOverflow(page, 360)).toEqual([]);
});

test("in English, by keyboard alone", async ({ page, context, stack }) => {
  await signUp(page, { baseURL: stack.baseURL });
  await connectTrialCrm(page);
  await addIntegration(page, { name: "Viber" });
  await context.addCookies([{ name: LOCALE_COOKIE, value: "en", url: stack.baseURL }]);
  await page.reload();
  const section = page.getByRole("region", { name: "Dry run", exact: true });
  await expect(section.getByLabel("Event to try").locator("option:checked")).toHaveText("Sample: Telegram");
  await section.getByLabel("Event to try").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(section.getByText("Create a contact and a deal")).toBeVisible();
  await expect(section.getByText("Nothing was written to the CRM")).toBeVisible();
});

async function everything(data: AccountData) {
  return [await data.contacts(), await data.deals(), await data.tasks(), await data.leads()];
}
