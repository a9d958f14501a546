import type { APIRequestContext } from "@playwright/test";
import { isFinal } from "@/lib/leads/status";
import { expect, test } from "./fixtures";
import type { AccountData } from "./support/account-data";
import { sendpulseEvent } from "./support/sendpulse-event";
import { signUp } from "./support/sign-up";
import { addCollection, addIntegration, connectTrialCrm } from "./support/trial-account";

const WON = "s14";

test("every row of the decision table, from the webhook to the CRM", async ({ page, request, stack, openData }) => {
  await signUp(page, { baseURL: stack.baseURL });
  const { trialCrmId } = await connectTrialCrm(page);
  await addCollection(page, { name: "Продажі", managers: ["Ірина Бондаренко", "Максим Ткаченко"] });
  const free = await addIntegration(page, { name: "Без заборон", collection: "Продажі" });
  const strict = await addIntegration(page, {
    name: "Лише оновлення",
    collection: "Продажі",
    rules: ["Заборонити створювати угоду в будь якому випадку", "Заборонити створювати задачу на повторну угоду"],
  });
  const data = await openData(trialCrmId);
  const post = (address: string, person: Parameters<typeof sendpulseEvent>[0]) =>
    deliver(request, data, address, person);
  const anna = { phone: "067 000 10 01", name: "Анна" };

  await test.step("no contact, deals forbidden: nothing is created", async () => {
    expect(await post(strict, anna)).toMatchObject({ status: "skipped", reason: "update_only" });
    expect(await data.contacts()).toEqual([]);
    expect(await data.deals()).toEqual([]);
  });

  await test.step("no contact: a contact and a deal for the next of the collection", async () => {
    expect(await post(free, { ...anna, service: "viber" })).toMatchObject({ status: "delivered" });
    expect(await post(free, { phone: "067 000 10 02", name: "Борис" })).toMatchObject({ status: "delivered" });
    const contacts = await data.contacts();
    expect(contacts).toMatchObject([
      { responsibleId: "u3", values: { full_name: "Анна", phones: ["+380670001001"] } },
      { responsibleId: "u4", values: { full_name: "Борис" } },
    ]);
    expect(await data.deals()).toMatchObject(
      contacts.map(({ id, responsibleId }) => ({ contactId: id, responsibleId })),
    );
    expect(await data.tasks()).toEqual([]);
  });

  await test.step("a contact with an active deal: both are updated, the deal's responsible gets a task", async () => {
    const repeated = { ...anna, email: "anna@example.com", service: "instagram" } as const;
    expect(await post(free, repeated)).toMatchObject({ status: "delivered" });
    const [deal] = await data.deals();
    expect(await data.tasks()).toMatchObject([
      { dealId: deal?.id, responsibleId: "u3", text: "Повторне звернення з Без заборон" },
    ]);
    expect((await data.contacts())[0]?.values).toMatchObject({ emails: ["anna@example.com"] });
    expect([await data.contacts(), await data.deals()].map(({ length }) => length)).toEqual([2, 2]);
  });

  await test.step("the same with tasks forbidden: both are updated, and no more", async () => {
    const repeated = { phone: "067 000 10 02", name: "Борис", email: "borys@example.com", service: "viber" } as const;
    expect(await post(strict, repeated)).toMatchObject({ status: "delivered" });
    expect((await data.contacts())[1]?.values).toMatchObject({ emails: ["borys@example.com"] });
    expect([await data.deals(), await data.tasks()].map(({ length }) => length)).toEqual([2, 1]);
  });

  await test.step("a contact without an active deal, deals forbidden: the contact is updated", async () => {
    for (const { id } of await data.deals()) await data.setStage(id, WON);
    const repeated = { phone: "067 000 10 02", name: "Борис", email: "borys2@example.com" } as const;
    expect(await post(strict, repeated)).toMatchObject({ status: "delivered" });
    expect([await data.contacts(), await data.deals(), await data.tasks()].map(({ length }) => length)).toEqual([
      2, 2, 1,
    ]);
  });

  await test.step("a contact without an active deal: a deal for the contact's responsible, and no turn is taken", async () => {
    expect(await post(free, { phone: "067 000 10 02", name: "Борис", service: "instagram" })).toMatchObject({
      status: "delivered",
    });
    expect(await post(free, { phone: "067 000 10 03", name: "Віра" })).toMatchObject({ status: "delivered" });
    const [, borys, vira] = await data.contacts();
    expect((await data.deals()).slice(2)).toMatchObject([
      { contactId: borys?.id, responsibleId: "u4" },
      { contactId: vira?.id, responsibleId: "u3" },
    ]);
    expect(await data.tasks()).toHaveLength(1);
  });
});

/** Posts one person's event and waits until it is through. */
async function deliver(
  request: APIRequestContext,
  data: AccountData,
  address: string,
  person: Parameters<typeof sendpulseEvent>[0],
) {
  const answer = await request.post(address, { data: [sendpulseEvent(person)] });
  expect(answer.status()).toBe(200);
  const { leads } = await answer.json();
  await expect.poll(async () => (await data.leads(leads)).every(({ status }) => isFinal(status))).toBe(true);
  const [lead] = await data.leads(leads);
  return lead;
}
