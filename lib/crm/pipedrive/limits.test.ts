import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { createCallGate } from "../call-gate";
import { failureOf } from "../contract/failure-of";
import { createCrmHttp } from "../http";
import { createFakeClock } from "../testing/fake-clock";
import { pipedrive } from "./connector";
import { newContact, newDeal, openAccount } from "./testing";
import { toTokenCost } from "./token-cost";

describe("limits", () => {
  it("calls at once and those of two seconds stay below what Pipedrive allows", () => {
    const perWindow = ({ requestsPerSecond, burst = 1 }: { requestsPerSecond: number; burst?: number }) =>
      burst + 2 * requestsPerSecond;
    expect(perWindow(pipedrive.limits)).toBeLessThan(20);
    expect(perWindow(pipedrive.limits.lanes?.search ?? { requestsPerSecond: 100 })).toBeLessThan(10);
  });

  it("beyond ten searches in two seconds Pipedrive refuses, and says when the window ends", async () => {
    const { fake } = await openAccount({ searches: 10 });
    const url = "https://api.pipedrive.com/api/v2/persons/search?term=671234567";
    const search = () => fake.handle(new Request(url, { headers: { "x-api-token": fake.account.token } }));
    const refused = (await Promise.all(Array.from({ length: 11 }, search))).find(({ status }) => status === 429);
    expect(Number(refused?.headers.get("x-ratelimit-reset"))).toBeGreaterThan(0);
  });

  it("a lead costs a hundred and some tokens of the day's budget", async () => {
    const { fake, session } = await openAccount();
    const before = fake.spent();
    await session.findContacts({ kind: "phone", value: "+380671234567" });
    await session.findContacts({ kind: "email", value: "olena@shop.example" });
    const { id } = await session.createContact(newContact({ name: "Олена", phone: "+380671234567", note: "Чат" }));
    await session.createDeal(newDeal(id));
    expect(fake.spent() - before).toBe(140);
  });

  it("what every call costs is counted as Pipedrive counts it", async () => {
    const { fake, contract } = await openAccount();
    contract.calls.length = 0;
    const before = fake.spent();
    const session = contract.connect();
    await session.verify();
    await session.readDirectory();
    const { id } = await session.createContact(newContact({ name: "Олена", phone: "+380671234567", note: "Чат" }));
    await session.findContacts({ kind: "phone", value: "+380671234567" });
    await session.updateContact(id, { phone: "+380671234568", note: "Ще раз" });
    const deal = await session.createDeal(newDeal(id));
    await session.updateDeal(deal.id, { name: "Заявка" });
    await session.listActiveDeals(id);
    await session.createTask({
      contactId: id,
      dealId: deal.id,
      responsibleId: null,
      text: "Передзвонити",
      dueAt: "2026-12-01T09:00:00.000Z",
      requestId: uuidv7(),
    });
    const counted = contract.calls.map(({ method, path }) => {
      const [, version, list = ""] = /^\/api\/(v[12])(.*?)(?:\/:id)?$/.exec(path) ?? [];
      return toTokenCost({ version: version === "v1" ? "v1" : "v2", path: list, method, isOne: path.endsWith(":id") });
    });
    expect(counted.reduce((sum, cost) => sum + cost, 0)).toBe(fake.spent() - before);
  });

  it("a customer may say how much of the day's budget LeadBox spends, and calls stop there", async () => {
    const { fake, contract } = await openAccount();
    const settings = { ...fake.form, dailyTokens: "1000" };
    const limits = pipedrive.readLimits?.(settings) ?? pipedrive.limits;
    const http = createCrmHttp({
      connector: pipedrive,
      address: { ownOrigin: "https://leads.example", privateHosts: [new URL(contract.server.origin).host] },
      gateway: contract.server.origin,
      secrets: [],
      gate: createCallGate({ ...limits, requestsPerSecond: 10_000, burst: 10_000, lanes: {} }),
    });
    const session = pipedrive.connect(settings, http, contract.directory);
    const before = fake.spent();
    const search = () => session.findContacts({ kind: "email", value: "olena@shop.example" });
    for (let number = 0; number < 50; number += 1) await search();
    await expect(failureOf(search())).resolves.toMatchObject({ kind: "retry", code: "budget" });
    expect(fake.spent() - before).toBe(1000);
  });

  it.each([
    ["", undefined],
    [undefined, undefined],
    ["30000", 30_000],
    ["999", undefined],
    ["багато", undefined],
  ])("a budget of %j is read as %j", (dailyTokens, budget) => {
    expect(pipedrive.readLimits?.({ token: "t", dailyTokens }).dayBudget).toBe(budget);
    const grant = { accessToken: "a", refreshToken: "r", expiresAt: null, origin: null };
    expect(pipedrive.readLimits?.({ grant, dailyTokens }).dayBudget).toBe(budget);
  });

  it("a budget that is used up answers 429 to everything; after some of them calls pause for long", async () => {
    const { fake } = await openAccount({ daily: 100 });
    const request = new Request("https://api.pipedrive.com/api/v1/users", {
      headers: { "x-api-token": fake.account.token },
    });
    const statuses: number[] = [];
    for (let call = 0; call < 6; call += 1) statuses.push((await fake.handle(request.clone())).status);
    expect(statuses.at(-1)).toBe(429);

    const clock = createFakeClock();
    const gate = createCallGate(pipedrive.limits, clock);
    const { afterRefusals } = pipedrive.limits.usedUp ?? { afterRefusals: 0 };
    for (let refusal = 1; refusal < afterRefusals; refusal += 1) {
      gate.refused(20);
      await expect(gate.enter()).resolves.toEqual({ ok: false, retryAfterSeconds: 20 });
      await clock.advance(20_000);
    }
    gate.refused(20);
    await expect(gate.enter()).resolves.toEqual({ ok: false, retryAfterSeconds: 1800 });
  });
});
