import { isFinal } from "@/lib/leads/status";
import { expect, test } from "./fixtures";
import { EXPECTED, MALFORMED_CASES, PAYLOAD_FILES, readMalformed, readPayload } from "./fixtures/read-fixture";
import { sendpulseEvent } from "./support/sendpulse-event";
import { signUp } from "./support/sign-up";
import { addIntegration, connectTrialCrm } from "./support/trial-account";

/** Too many to deliver in a test of the intake. */
const BULK_FILE = "32_2000_events.json";

test("every payload and every hostile body is answered as it should be, and harms nothing", async ({
  page,
  request,
  stack,
  openData,
}) => {
  await signUp(page, { baseURL: stack.baseURL });
  const { trialCrmId } = await connectTrialCrm(page);
  const address = await addIntegration(page, { name: "Усе підряд" });
  const bulk = await addUnconnected(page);
  const data = await openData(trialCrmId);
  let sent = 0;

  /** The address goes on to take what is right. */
  async function postGoodEvent() {
    sent += 1;
    const answer = await request.post(address, {
      data: [sendpulseEvent({ phone: toPhone(sent), name: `Добра ${sent}` })],
    });
    expect([answer.status(), await answer.json()]).toMatchObject([200, { accepted: 1 }]);
  }

  for (const file of PAYLOAD_FILES) {
    await test.step(file, async () => {
      const answer = await request.post(address, {
        data: readPayload(file),
        headers: { "content-type": "application/json" },
      });
      const count = EXPECTED.events[file]?.count;
      expect([answer.status(), await answer.json()]).toMatchObject([
        200,
        { accepted: count, leads: Array.from({ length: count ?? 0 }, () => expect.any(String)) },
      ]);
      await postGoodEvent();
    });
  }

  for (const { file, content_type, headers, expect_status, expect_events_stored } of MALFORMED_CASES) {
    await test.step(file, async () => {
      const before = (await data.leads()).filter(({ kind }) => kind === "event").length;
      const answer = await post(file === BULK_FILE ? bulk : address, readMalformed(file), {
        ...headers,
        ...(content_type && { "content-type": content_type }),
      });
      expect(expect_status).toContain(answer.status);
      const stored = (await data.leads()).filter(({ kind }) => kind === "event").length - before;
      if (expect_events_stored !== null) expect(stored).toBe(expect_events_stored);
      expect(stored).toBe(answer.status === 200 ? answer.accepted : 0);
      await postGoodEvent();
    });
  }

  await test.step("the CRM has each person once and nothing that is not theirs", async () => {
    const isSettled = ({ status }: { status: Parameters<typeof isFinal>[0] }) => isFinal(status) || status === "held";
    await expect.poll(async () => (await data.leads()).every(isSettled), { timeout: 40_000 }).toBe(true);
    const failed = (await data.leads()).filter(({ kind, status }) => kind === "event" && status === "failed");
    expect(failed).toEqual([]);

    const contacts = await data.contacts();
    const phones = contacts.flatMap(({ values }) => values.phones ?? []);
    expect(new Set(phones).size).toBe(phones.length);
    for (let number = 1; number <= sent; number += 1) {
      expect(phones).toContain(`+38${toPhone(number)}`);
    }
    const texts = JSON.stringify([contacts, await data.deals(), await data.tasks()]);
    for (const trap of ["[object Object]", "undefined", "\\u0000", "NaN", '"polluted"', "root:x:0"]) {
      expect(texts).not.toContain(trap);
    }
  });
});

function toPhone(number: number) {
  return `093${String(5_550_000 + number)}`;
}

/** Sends bytes as they are: Playwright would add a content type, and refuse a body that it cannot read. */
async function post(address: string, body: Buffer, headers: Record<string, string>) {
  const answer = await fetch(address, { method: "POST", body: new Uint8Array(body), headers });
  const text = await answer.text();
  const accepted = answer.ok ? Number(JSON.parse(text).accepted) : 0;
  return { status: answer.status, accepted };
}

async function addUnconnected(page: Parameters<typeof addIntegration>[0]) {
  await page.goto("/integrations");
  await page.getByRole("button", { name: "Додати інтеграцію" }).click();
  await page.getByRole("button", { name: "Sendpulse" }).click();
  await page.getByLabel("Назва інтеграції").fill("Без CRM");
  await page.getByRole("button", { name: "Додати", exact: true }).click();
  await page.waitForURL(/\/integrations\/[0-9a-f-]{36}$/);
  return page.locator("code").filter({ hasText: "/api/hooks/" }).innerText();
}
