import { describe, expect, it } from "vitest";
import { createCallGate } from "./call-gate";
import { createFakeClock } from "./testing/fake-clock";

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("createCallGate", () => {
  it("lets no more calls be under way than the CRM takes at a time", async () => {
    const gate = createCallGate({ requestsPerSecond: 100, concurrent: 2 }, createFakeClock());
    const first = await gate.enter();
    await gate.enter();
    let hasEntered = false;
    const third = gate.enter().then(() => {
      hasEntered = true;
    });
    await settle();
    expect(hasEntered).toBe(false);
    if (first.ok) {
      first.leave();
      first.leave();
    }
    await third;
    expect(hasEntered).toBe(true);
  });

  it("gives a place that is left to whoever waits, and to nobody besides", async () => {
    const gate = createCallGate({ requestsPerSecond: 100, concurrent: 1 }, createFakeClock());
    const first = await gate.enter();
    const entered: string[] = [];
    const second = gate.enter().then(() => entered.push("second"));
    await settle();
    void gate.enter().then(() => entered.push("third"));
    if (first.ok) first.leave();
    await second;
    await settle();
    expect(entered).toEqual(["second"]);
  });

  it("lets nobody in who waited for a place while the CRM asked to wait", async () => {
    const clock = createFakeClock();
    const gate = createCallGate({ requestsPerSecond: 100, concurrent: 1 }, clock);
    const first = await gate.enter();
    const second = gate.enter();
    await settle();
    gate.refused(120);
    if (first.ok) first.leave();
    await expect(second).resolves.toEqual({ ok: false, retryAfterSeconds: 120 });
    await clock.advance(120_000);
    expect(await gate.enter()).toMatchObject({ ok: true });
  });

  it("spends of the day's budget for the calls that are made, and for no others", async () => {
    const clock = createFakeClock();
    const gate = createCallGate({ requestsPerSecond: 100, concurrent: 1, dayBudget: 30 }, clock);
    const first = await gate.enter(undefined, 10);
    if (first.ok) first.leave();
    gate.refused(60);
    for (let tries = 0; tries < 5; tries += 1) expect(await gate.enter(undefined, 10)).toMatchObject({ ok: false });
    await clock.advance(60_000);
    const second = await gate.enter(undefined, 20);
    if (second.ok) second.leave();
    expect(await gate.enter(undefined, 1)).toMatchObject({ ok: false, isBudgetSpent: true });
    // Whoever was refused for the budget holds no place.
    await clock.advance(25 * 3_600_000);
    expect(await gate.enter(undefined, 30)).toMatchObject({ ok: true });
  });

  it("keeps a lane to its own pace, and leaves the others to theirs", async () => {
    const clock = createFakeClock();
    const gate = createCallGate({ requestsPerSecond: 100, lanes: { search: { requestsPerSecond: 1 } } }, clock);
    expect(await gate.enter("search")).toMatchObject({ ok: true });
    let hasEntered = false;
    const second = gate.enter("search").then(() => {
      hasEntered = true;
    });
    expect(await gate.enter()).toMatchObject({ ok: true });
    await clock.advance(900);
    expect(hasEntered).toBe(false);
    await clock.advance(200);
    await second;
    expect(hasEntered).toBe(true);
  });

  it("takes refusal after refusal for a budget that is used up, until a call succeeds", async () => {
    const clock = createFakeClock();
    const usedUp = { afterRefusals: 3, pauseSeconds: 1800 };
    const gate = createCallGate({ requestsPerSecond: 100, usedUp }, clock);
    const refuse = async () => {
      gate.refused(20);
      expect(await gate.enter()).toEqual({ ok: false, retryAfterSeconds: 20 });
      await clock.advance(20_000);
    };
    await refuse();
    await refuse();
    gate.succeeded();
    await refuse();
    await refuse();
    gate.refused(20);
    expect(await gate.enter()).toEqual({ ok: false, retryAfterSeconds: 1800 });
    await clock.advance(1_800_000);
    expect(await gate.enter()).toMatchObject({ ok: true });
  });

  it("takes the refusals of calls that were under way together for one", async () => {
    const clock = createFakeClock();
    const gate = createCallGate({ requestsPerSecond: 100, usedUp: { afterRefusals: 3, pauseSeconds: 1800 } }, clock);
    for (let call = 0; call < 10; call += 1) gate.refused(2);
    await clock.advance(2_000);
    expect(await gate.enter()).toMatchObject({ ok: true });
  });
});
