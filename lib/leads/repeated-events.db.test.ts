import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createEventStore, type EventStore } from "@/lib/intake/event-store";
import { startTestIntake, type TestHook, type TestIntake } from "@/lib/intake/testing";
import { createReceiveEvent } from "./receive-event";

let intake: TestIntake;
let hook: TestHook;

beforeAll(async () => {
  intake = await startTestIntake();
});
afterAll(() => intake.stop());
beforeEach(async () => {
  intake.clock.offsetMs = 0;
  hook = await intake.createHook();
});

const MINUTES = 60_000;
const event = { service: "telegram", title: "Запис", contact: { id: "1" }, bot: { id: "b" }, date: 1_795_001_000 };

const post = (content: unknown = event, to: TestHook = hook) =>
  intake.send(to.hookId, { body: typeof content === "string" ? content : JSON.stringify(content) });

const listLeads = (of: TestHook = hook) => intake.admin<
  { id: string; status: string; duplicate_of_id: string | null }[]
>`
  select id, status, duplicate_of_id, finished_at from leads where integration_id = ${of.integrationId} order by id`;

const countDelivered = async (of: TestHook = hook) => {
  const jobs = await intake.admin<{ payload: { leads: { accountId: string }[] } }[]>`
    select payload from graphile_worker._private_jobs`;
  return jobs.flatMap(({ payload }) => payload.leads).filter(({ accountId }) => accountId === of.accountId).length;
};

/** One that repeats nothing, and all others linked to it. */
async function expectOneOf(count: number) {
  const leads = await listLeads();
  const first = leads.filter(({ status }) => status === "received");
  const repeats = leads.filter(({ status }) => status === "duplicate");
  expect({ leads: leads.length, first: first.length, repeats: repeats.length }).toEqual({
    leads: count,
    first: 1,
    repeats: count - 1,
  });
  expect(repeats.every(({ duplicate_of_id }) => duplicate_of_id === first[0]?.id)).toBe(true);
  expect(await countDelivered()).toBe(1);
}

describe("an event that is sent again", () => {
  it("is stored, linked to the first, and not delivered", async () => {
    const first = await post();
    const again = await post([event]);
    expect(first.json).toEqual({ accepted: 1, leads: [expect.any(String)] });
    expect(again.json).toEqual({ accepted: 1, leads: [expect.any(String)], duplicates: 1 });
    await expectOneOf(2);
  });

  it("is known whatever the order of its names and the spaces between them", async () => {
    await post();
    await post(JSON.stringify(Object.fromEntries(Object.entries(event).reverse()), null, 3));
    await expectOneOf(2);
  });

  it("is another event with another date or to another integration", async () => {
    const other = await intake.createHook();
    await post();
    await post({ ...event, date: event.date + 1 });
    await post(event, other);
    expect((await listLeads()).map(({ status }) => status)).toEqual(["received", "received"]);
    expect((await listLeads(other)).map(({ status }) => status)).toEqual(["received"]);
  });

  it("is known twice within one body", async () => {
    const answer = await post([event, { ...event, date: 1 }, event, event]);
    expect(answer.json).toMatchObject({ accepted: 4, duplicates: 2 });
    const leads = await listLeads();
    expect(leads.map(({ status }) => status)).toEqual(["received", "received", "duplicate", "duplicate"]);
    expect(leads.map(({ duplicate_of_id }) => duplicate_of_id)).toEqual([null, null, leads[0]?.id, leads[0]?.id]);
    expect(await countDelivered()).toBe(2);
  });

  it("counts as the same for 10 minutes after the first, however often it came meanwhile", async () => {
    await post();
    intake.clock.offsetMs = 5 * MINUTES;
    await post();
    intake.clock.offsetMs = 10 * MINUTES - 1_000;
    await post();
    await expectOneOf(3);

    intake.clock.offsetMs = 10 * MINUTES + 1_000;
    await post();
    await post();
    const leads = await listLeads();
    expect(leads.map(({ status }) => status)).toEqual(["received", "duplicate", "duplicate", "received", "duplicate"]);
    expect(leads[4]?.duplicate_of_id).toBe(leads[3]?.id);
  });

  it("is inside at exactly 10 minutes and outside a millisecond later", async () => {
    const at = new Date("2026-03-01T10:00:00.000Z");
    const clock = { at };
    const receive = createReceiveEvent({ store: intake.store, now: () => clock.at });
    const send = () =>
      receive({
        hookId: hook.hookId,
        method: "POST",
        headers: {},
        remoteAddress: null,
        readBody: async () => ({ ok: true, bytes: Buffer.from(JSON.stringify(event)) }),
      });
    await send();
    clock.at = new Date(at.getTime() + 10 * MINUTES);
    await send();
    expect((await listLeads()).map(({ status }) => status)).toEqual(["received", "duplicate"]);
    clock.at = new Date(at.getTime() + 10 * MINUTES + 1);
    await send();
    expect((await listLeads()).map(({ status }) => status)).toEqual(["received", "duplicate", "received"]);
  });

  it("makes one lead of 50 that arrive together", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => post()));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    await expectOneOf(50);
  });

  it("makes one lead of 60 that arrive together at three processes, also after the window", async () => {
    const stores: EventStore[] = [1, 2, 3].map(() => createEventStore(intake.database.appUrl));
    for (const offset of [0, 11 * MINUTES]) {
      hook = offset ? hook : await intake.createHook();
      const receivers = stores.map((store) => createReceiveEvent({ store, now: () => new Date(Date.now() + offset) }));
      const before = (await listLeads()).length;
      await Promise.all(
        Array.from({ length: 60 }, (_, n) =>
          receivers[n % 3]?.({
            hookId: hook.hookId,
            method: "POST",
            headers: {},
            remoteAddress: null,
            readBody: async () => ({
              ok: true,
              bytes: Buffer.from(JSON.stringify([event, { ...event, date: n % 5 }])),
            }),
          }),
        ),
      );
      const leads = (await listLeads()).slice(before);
      expect(leads).toHaveLength(120);
      // The event itself, and five more with dates of their own.
      const fresh = new Set(leads.filter(({ status }) => status === "received").map(({ id }) => id));
      expect(fresh.size).toBe(6);
      const repeats = leads.filter(({ status }) => status === "duplicate");
      expect(repeats).toHaveLength(114);
      expect(repeats.every(({ duplicate_of_id }) => duplicate_of_id !== null && fresh.has(duplicate_of_id))).toBe(true);
    }
    await Promise.all(stores.map((store) => store.close()));
  });
});
