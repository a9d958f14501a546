import { expect, test } from "./fixtures";
import { sendpulseEvent } from "./support/sendpulse-event";
import { signUp } from "./support/sign-up";
import { addCollection, addIntegration, connectTrialCrm } from "./support/trial-account";

test("a connection is added, checked, renamed, given other credentials and deleted", async ({
  page,
  stack,
  openData,
}) => {
  await signUp(page, { baseURL: stack.baseURL });
  await page.goto("/connections");
  await expect(page.getByText("Ще немає жодного підключення")).toBeVisible();
  const { trialCrmId, connectionUrl } = await connectTrialCrm(page);
  await page.goto(connectionUrl);
  await expect(page.getByText("Підключено", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Перевірити", exact: true }).click();
  await expect(page.getByText("Підключення працює: Пробна CRM")).toBeVisible();
  await page.getByRole("button", { name: "Оновити довідник" }).click();
  await expect(page.getByText("Довідник оновлено")).toBeVisible();
  await expect(page.getByText("olena.koval@crm.example")).toBeVisible();
  await page.getByRole("tab", { name: "Воронки (2)" }).click();
  await expect(page.getByText("Повторні продажі")).toBeVisible();
  await page.getByRole("tab", { name: /^Поля/ }).click();
  await expect(page.getByText("Нік у месенджері")).toBeVisible();

  await page.getByLabel("Назва підключення").fill("CRM школи");
  await page.getByLabel("Відповідальний за замовчуванням").selectOption({ label: "Ірина Бондаренко" });
  await page.getByRole("button", { name: "Зберегти", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "CRM школи" })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Відповідальний за замовчуванням").locator("option:checked")).toHaveText(
    "Ірина Бондаренко",
  );

  // What the CRM refuses is not stored, and stays in the form.
  await page.getByLabel("Токен").fill("tcrm_wrong");
  await page.getByRole("button", { name: "Зберегти й перевірити" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "CRM не приймає облікові дані" })).toBeVisible();
  await expect(page.getByLabel("Токен")).toHaveValue("tcrm_wrong");
  await page.getByLabel("Токен").fill("");
  await page.getByLabel("Адреса API").fill("десь там");
  await page.getByRole("button", { name: "Зберегти й перевірити" }).click();
  await expect(page.getByText("Введіть адресу на зразок https://crm.example.com")).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Перевірити", exact: true }).click();
  await expect(page.getByText("Підключення працює")).toBeVisible();

  // A manager may look, and sees no credentials.
  const data = await openData(trialCrmId);
  await data.setRole("manager");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "CRM школи" })).toBeVisible();
  await expect(page.getByLabel("Токен")).toHaveCount(0);
  await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
  await data.setRole("owner");
  await page.reload();

  await page.getByRole("button", { name: "Видалити підключення" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("button", { name: "Видалити підключення" })).toBeDisabled();
  await dialog.getByRole("textbox").fill("CRM школи");
  await dialog.getByRole("button", { name: "Видалити підключення" }).click();
  await expect(page.getByText("Ще немає жодного підключення")).toBeVisible();
});

test("a connection that its CRM refuses holds its leads, and they go on once it is mended", async ({
  page,
  request,
  stack,
  openData,
}) => {
  await signUp(page, { baseURL: stack.baseURL });
  const { trialCrmId, connectionUrl } = await connectTrialCrm(page);
  const address = await addIntegration(page, { name: "Telegram" });
  const data = await openData(trialCrmId);

  await page.goto(`/trial-crm/${trialCrmId}/faults`);
  await page.getByLabel("Відповідь CRM").selectOption({ label: "401 – токен не приймається" });
  await page.getByRole("button", { name: "Зберегти", exact: true }).click();
  await expect(page.getByText("Усі звернення: щоразу відповідь 401.")).toBeVisible();

  for (const phone of ["0670002001", "0670002002"]) {
    await request.post(address, { data: [sendpulseEvent({ phone })] });
  }
  await expect.poll(async () => (await data.leads()).map(({ status }) => status)).toEqual(["held", "held"]);
  await page.goto(connectionUrl);
  await expect(page.getByRole("alert").filter({ hasText: "2 ліди чекають" })).toContainText(
    "The token is not valid any more",
  );
  await page.getByRole("button", { name: "Перевірити", exact: true }).click();
  await expect(page.getByText(/Перевірте токен і спробуйте ще раз/)).toBeVisible();

  // It is in use, so it cannot be deleted by accident.
  await page.getByRole("button", { name: "Видалити підключення" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("textbox").fill("Пробна CRM");
  await dialog.getByRole("button", { name: "Видалити підключення" }).click();
  await expect(page.getByText("Підключення використовують інтеграції: Telegram")).toBeVisible();

  await page.goto(`/trial-crm/${trialCrmId}/faults`);
  await page.getByRole("button", { name: "Вимкнути всі збої" }).click();
  await expect(page.getByText("Збоїв немає")).toBeVisible();
  await page.goto(connectionUrl);
  await page.getByRole("button", { name: "Перевірити", exact: true }).click();
  await expect(page.getByText("Підключення працює")).toBeVisible();
  await expect.poll(async () => (await data.leads()).map(({ status }) => status)).toEqual(["delivered", "delivered"]);
  await page.reload();
  await expect(page.getByText("Підключено", { exact: true })).toBeVisible();
});

test("what is gone from the CRM shows on the integration that uses it, before a lead fails at it", async ({
  page,
  stack,
  openData,
}) => {
  await signUp(page, { baseURL: stack.baseURL });
  const { trialCrmId, connectionUrl } = await connectTrialCrm(page);
  await addCollection(page, { name: "Продажі", managers: ["Олена Коваль", "Ірина Бондаренко"] });
  await addIntegration(page, { name: "Telegram", collection: "Продажі" });
  const integrationUrl = page.url();
  await expect(page.getByText("У CRM більше немає того")).toHaveCount(0);

  await (await openData(trialCrmId)).removeUser("Ірина Бондаренко");
  await page.goto(connectionUrl);
  await page.getByRole("button", { name: "Оновити довідник" }).click();
  await expect(page.getByText("Довідник оновлено")).toBeVisible();

  await page.goto("/integrations");
  await expect(page.getByRole("row", { name: /Telegram/ })).toContainText("Зникло в CRM: 1");
  await page.goto(integrationUrl);
  await expect(page.getByText("Менеджер «Ірина Бондаренко» – колекція менеджерів")).toBeVisible();
  await page.getByRole("link", { name: "Довідник CRM і час його оновлення" }).click();
  await page.waitForURL(connectionUrl);
});
