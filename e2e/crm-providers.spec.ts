import type { Page } from "@playwright/test";
import { CRM_CONNECTORS } from "@/lib/crm/registry";
import { expect, test } from "./fixtures";
import { findBarriers } from "./support/check-page";
import { FAKE_CRMS, type VendorProvider } from "./support/crm/fakes";
import { readPerson } from "./support/crm/read-person";
import { sendpulseEvent } from "./support/sendpulse-event";
import { signUp } from "./support/sign-up";
import { addIntegration } from "./support/trial-account";

/** From connecting to a delivered lead, in every vendor's CRM as its API behaves. */
for (const provider of Object.keys(FAKE_CRMS) as VendorProvider[]) {
  const { label, texts } = CRM_CONNECTORS[provider];
  const name = texts.uk.label ?? label;

  test(`${label}: is connected, and a lead becomes a contact with a deal, and a task when it comes again`, async ({
    page,
    request,
    stack,
  }) => {
    await signUp(page, { baseURL: stack.baseURL });
    await connect(page, provider);
    await page.getByRole("button", { name: "Перевірити", exact: true }).click();
    await expect(page.getByText("Підключення працює")).toBeVisible();
    await expect(page.getByRole("tab", { name: /^Воронки \([1-9]/ })).toBeVisible();

    const address = await addIntegration(page, { name: "Чат-бот", connection: name });
    const phone = toPhone(provider);
    const read = () => readPerson(stack, { provider, phone });

    await request.post(address, { data: [sendpulseEvent({ phone, name: "Дар'я Ковальчук" })] });
    await expect.poll(async () => (await read()).deals.length).toBe(1);
    expect((await read()).contacts).toEqual([expect.objectContaining({ name: expect.stringContaining("Дар'я") })]);

    // The lead says what was made, and leads to it.
    await page.goto("/registry");
    await page.getByRole("row", { name: /Дар'я/ }).getByRole("link").first().click();
    await expect(page.getByText("Успіх").first()).toBeVisible();
    const link = page
      .getByRole("main")
      .locator("a[target=_blank]")
      .filter({ hasText: /Контакт|Угода|Відкрити/ });
    await expect(link.first()).toHaveAttribute("href", /^https:\/\//);

    // The same person from another messenger, spelt otherwise: nobody is made twice.
    await request.post(address, {
      data: [sendpulseEvent({ phone: `0${phone.slice(-9)}`, name: "Дар'я Ковальчук", service: "instagram" })],
    });
    if (FAKE_CRMS[provider]().hasTasks !== false) {
      await expect.poll(async () => (await read()).tasks.length).toBe(1);
    } else {
      await page.goto("/registry");
      await expect(page.getByRole("row", { name: /Дар'я/ }).getByText("Успіх")).toHaveCount(2);
    }
    const { contacts, deals } = await read();
    expect([contacts.length, deals.length]).toEqual([1, 1]);
  });
}

/** Fills the form of a CRM as its customer would. */
async function connect(page: Page, provider: VendorProvider) {
  const { label, texts, isBeta } = CRM_CONNECTORS[provider];
  const name = texts.uk.label ?? label;
  await page.goto("/connections");
  await page.getByRole("button", { name: "Додати підключення" }).click();
  await page.getByRole("button", { name: new RegExp(`^${isBeta ? `${name} · beta` : name} `) }).click();
  const drawer = page.getByRole("dialog");
  expect(await findBarriers(page)).toEqual([]);
  for (const [setting, value] of Object.entries(FAKE_CRMS[provider]().form)) {
    const field = drawer.getByLabel(texts.uk.settings[setting]?.label ?? setting, { exact: true });
    if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption(value);
    else await field.fill(value);
  }
  await drawer.getByRole("button", { name: "Підключити", exact: true }).click();
  await page.waitForURL(/\/connections\/[0-9a-f-]{36}$/);
}

/** A number of its own for each CRM. */
function toPhone(provider: VendorProvider) {
  const number = Object.keys(FAKE_CRMS).indexOf(provider);
  return `+38067555010${number}`;
}
