import type { Page } from "@playwright/test";
import { isFinal } from "@/lib/leads/status";
import { expect, test } from "./fixtures";
import { sendpulseEvent } from "./support/sendpulse-event";
import { signUp } from "./support/sign-up";
import { addIntegration, connectTrialCrm } from "./support/trial-account";

test("records are shown by the labels of their fields, and worked with as a salesperson would", async ({
  page,
  request,
  stack,
  openData,
}) => {
  await signUp(page, { baseURL: stack.baseURL });
  await page.goto("/trial-crm");
  await expect(page.getByText("Пробної CRM ще немає")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "До підключень" }).click();
  await page.waitForURL("/connections");

  const { trialCrmId } = await connectTrialCrm(page);
  await expect(page.getByText("Контактів ще немає")).toBeVisible();
  const address = await addIntegration(page, { name: "Telegram" });
  const data = await openData(trialCrmId);
  const person = { phone: "067 000 30 01", name: "Оксана", email: "oksana@example.com" };
  const deliver = async (service: "telegram" | "instagram" | "viber") => {
    const answer = await request.post(address, { data: [sendpulseEvent({ ...person, service })] });
    const { leads } = await answer.json();
    await expect.poll(async () => (await data.leads(leads)).every(({ status }) => isFinal(status))).toBe(true);
  };
  await deliver("telegram");
  await deliver("instagram");

  await page.goto("/trial-crm");
  await page.getByRole("link", { name: "Оксана" }).click();
  await expect(fact(page, "Телефон")).toHaveText("+380670003001");
  await expect(fact(page, "E-mail")).toHaveText("oksana@example.com");
  await expect(fact(page, "Відповідальний")).toHaveText("Олена Коваль");
  await expect(fact(page, "Посилання на чат").getByRole("link")).toHaveAttribute("target", "_blank");
  await page.getByRole("table", { name: "Задачі" }).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Задача" })).toBeVisible();
  await page.getByRole("button", { name: "Позначити виконаною" }).click();
  await expect(page.getByText("Виконано", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Повернути в роботу" }).click();
  await expect(page.getByText("До виконання", { exact: true })).toBeVisible();

  // A deal that is lost is not active any more: the next request makes another one.
  await fact(page, "Угода").getByRole("link").click();
  await expect(fact(page, "Контакт")).toHaveText("Оксана");
  await page.getByLabel("Етап", { exact: true }).selectOption({ label: "Пропозиція" });
  await page.getByRole("button", { name: "Перемістити" }).click();
  await expect(page.getByText("Угода на етапі «Пропозиція»")).toBeVisible();
  await page.getByRole("button", { name: "Втрачено" }).click();
  await expect(page.getByRole("button", { name: "Втрачено" })).toHaveCount(0);
  await deliver("viber");
  await page.goto(`/trial-crm/${trialCrmId}/deals`);
  const deals = page.getByRole("table", { name: "Угоди" }).getByRole("row", { name: /Оксана/ });
  await expect(deals).toHaveCount(2);
  await expect(deals.nth(0)).toContainText("Нова заявка");
  await expect(deals.nth(1)).toContainText("Втрачено");

  await deals.nth(0).getByRole("link").first().click();
  await page.getByRole("button", { name: "Видалити угоду" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Видалити угоду" }).click();
  await expect(deals).toHaveCount(1);

  // A manager may look, and nothing else.
  await data.setRole("manager");
  for (const path of ["", "/deals", "/tasks", "/faults"]) {
    await page.goto(`/trial-crm/${trialCrmId}${path}`);
    await expect(page.getByRole("heading", { level: 1, name: "Пробна CRM" })).toBeVisible();
    await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
    await expect(page.getByRole("main").locator("input, select")).toHaveCount(0);
  }
  await data.setRole("owner");

  await page.goto(`/trial-crm/${trialCrmId}`);
  await page.getByRole("button", { name: "Очистити CRM" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Очистити CRM" }).click();
  await expect(page.getByText("Контактів ще немає")).toBeVisible();
  expect([await data.contacts(), await data.deals(), await data.tasks()]).toEqual([[], [], []]);
});

test("faults are switched on in plain words, and lead to what they announce", async ({
  page,
  request,
  stack,
  openData,
}) => {
  await signUp(page, { baseURL: stack.baseURL });
  const { trialCrmId } = await connectTrialCrm(page);
  const address = await addIntegration(page, { name: "Telegram" });
  const data = await openData(trialCrmId);

  await page.getByRole("link", { name: "Пробна CRM" }).click();
  await page.getByRole("link", { name: "Збої" }).click();
  await expect(page.getByText("Збоїв немає")).toBeVisible();
  await page.getByLabel("Відповідь CRM").selectOption({ label: "422 – дані не підходять" });
  await expect(page.getByText("Лід отримає статус «Помилка» зі словами CRM.")).toBeVisible();
  await page.getByLabel("На які звернення").selectOption({ label: "Створення контакту" });
  await page.getByLabel("Кілька наступних").check();
  await page.getByLabel("Затримка відповіді, секунд").fill("багато");
  await page.getByRole("button", { name: "Зберегти", exact: true }).click();
  await expect(page.getByText("Введіть число")).toBeVisible();
  await page.getByLabel("Затримка відповіді, секунд").fill("0,01");
  await page.getByRole("button", { name: "Зберегти", exact: true }).click();
  await expect(page.getByText("Заповніть це поле")).toBeVisible();
  await expect(page.getByLabel("Кількість звернень")).toBeFocused();
  await page.getByLabel("Кількість звернень").fill("1");
  await page.getByLabel("Скільки наступних відповідей загубити").fill("2");
  await page.getByLabel("Не впізнавати повторених запитів").check();
  await page.getByRole("button", { name: "Зберегти", exact: true }).click();
  await expect(page.getByText("Збережено. Діє з наступного звернення до CRM.")).toBeVisible();
  const present = page.getByRole("main").getByRole("listitem");
  for (const sentence of [
    "Створення контакту: ще 1 раз відповідь 422.",
    "Кожна відповідь затримується на 0,01 с.",
    "Створення й зміни: ще 2 відповіді загубляться, хоча все буде виконано.",
    "Повторений запит створює ще один запис.",
  ]) {
    await expect(present.filter({ hasText: sentence })).toBeVisible();
  }
  await expect(page.getByText("Увімкнено: 4")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Кількість звернень")).toHaveValue("1");

  const answer = await request.post(address, { data: [sendpulseEvent({ phone: "0670003101" })] });
  const { leads } = await answer.json();
  await expect.poll(async () => (await data.leads(leads)).map(({ status }) => status)).toEqual(["failed"]);
  await page.goto(`/registry/${leads[0]}`);
  await expect(page.getByText("The record was not accepted").first()).toBeVisible();

  // Used up by that one call, so it counts no more.
  await page.goto(`/trial-crm/${trialCrmId}/faults`);
  await expect(page.getByText("Увімкнено: 3")).toBeVisible();
  await page.getByRole("button", { name: "Вимкнути всі збої" }).click();
  await expect(page.getByText("Збої вимкнено. CRM відповідає як слід.")).toBeVisible();
  await expect(page.getByLabel("Відповідь CRM").locator("option:checked")).toHaveText("Без помилок");
});

test("lists are paged by key, and several trial CRMs are chosen from", async ({ page, stack, openData }) => {
  await signUp(page, { baseURL: stack.baseURL });
  const { trialCrmId } = await connectTrialCrm(page);
  const data = await openData(trialCrmId);
  await data.addContacts(Array.from({ length: 120 }, (_, index) => `Людина ${String(index).padStart(3, "0")}`));

  await page.goto(`/trial-crm/${trialCrmId}`);
  const links = page.getByRole("table").getByRole("link");
  await expect(links).toHaveCount(50);
  await expect(links.first()).toHaveText("Людина 119");
  await page.getByRole("link", { name: "Старіші" }).click();
  await expect(links.first()).toHaveText("Людина 069");
  await page.getByRole("link", { name: "Старіші" }).click();
  await expect(links.first()).toHaveText("Людина 019");
  await expect(page.getByRole("link", { name: "Старіші" })).toHaveCount(0);
  await page.getByRole("link", { name: "Новіші" }).click();
  await expect(links.first()).toHaveText("Людина 069");
  await page.goBack();
  await expect(links.first()).toHaveText("Людина 019");

  await page.goto("/connections");
  await page.getByRole("button", { name: "Додати підключення" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Пробна CRM" }).click();
  await page.getByLabel("Назва підключення").fill("Друга CRM");
  await page.getByRole("button", { name: "Підключити", exact: true }).click();
  await page.waitForURL(/\/connections\/[0-9a-f-]{36}$/);
  await page.goto("/trial-crm");
  await page.getByRole("main").getByRole("link", { name: "Друга CRM" }).click();
  await expect(page.getByText("Контактів ще немає")).toBeVisible();

  // Nobody else's CRM is to be found.
  await page.context().clearCookies();
  await signUp(page, { baseURL: stack.baseURL });
  for (const path of ["", "/deals", "/faults", `/contacts/${trialCrmId}`]) {
    expect((await page.goto(`/trial-crm/${trialCrmId}${path}`))?.status()).toBe(404);
  }
});

/** The value under a label of a record. */
function fact(page: Page, label: string) {
  return page
    .locator("dl > div")
    .filter({ has: page.getByText(label, { exact: true }) })
    .locator("dd");
}
