import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withAccount } from "@/db/with-account";
import { startTestIntake, type TestHook, type TestIntake } from "@/lib/intake/testing";
import { listRecentEvents } from "./recent-events";

let intake: TestIntake;
beforeAll(async () => {
  intake = await startTestIntake();
});
afterAll(() => intake.stop());

const list = (hook: TestHook, limit?: number, accountId = hook.accountId) =>
  withAccount(accountId, (tx) => listRecentEvents(tx, { ...hook, accountId, limit }), intake.app.db);
const post = (hook: TestHook, body: string) => intake.send(hook.hookId, { body });

describe("the last events of an integration", () => {
  it("come newest first, whatever became of them, without repeats and unreadable bodies", async () => {
    const hook = await intake.createHook();
    for (const title of ["one", "two", "two", "three"]) await post(hook, JSON.stringify([{ title }]));
    await post(hook, "{broken");
    const { events, omitted } = await list(hook);
    expect(events.map(({ title }) => title)).toEqual(["three", "two", "one"]);
    expect(events[0]).toMatchObject({ event: { title: "three" }, status: "received", isTest: false });
    expect(omitted).toBe(0);
    expect((await list(hook, 2)).events).toHaveLength(2);
  });

  it("are told of when they are too large, and not sent", async () => {
    const hook = await intake.createHook();
    await post(hook, JSON.stringify([{ title: "large", text: "я".repeat(100_000) }]));
    await post(hook, JSON.stringify([{ title: "small" }]));
    const { events, omitted } = await list(hook);
    expect([events.map(({ title }) => title), omitted]).toEqual([["small"], 1]);
  });

  it("are nobody else's", async () => {
    const hook = await intake.createHook();
    const other = await intake.createHook();
    await post(hook, '[{"title":"a"}]');
    expect((await list(hook, 50, other.accountId)).events).toEqual([]);
  });
});
