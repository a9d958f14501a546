import type { AddressInfo } from "node:net";
import { connect, createServer, type Server, type Socket } from "node:net";
import { v7 as uuidv7 } from "uuid";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createReceiveEvent } from "@/lib/leads/receive-event";
import { createEventStore, type IncomingRequest } from "./event-store";
import { hashHookId } from "./hook-id";
import { startTestIntake, type TestHook, type TestIntake } from "./testing";
import { toEventLeads } from "./to-leads";

let intake: TestIntake;
let hook: TestHook;

beforeAll(async () => {
  intake = await startTestIntake();
});
afterAll(() => intake.stop());
beforeEach(async () => {
  hook = await intake.createHook();
});

const countLeads = async () => {
  const [row] = await intake.admin`select count(*)::int as n from leads where integration_id = ${hook.integrationId}`;
  return row?.n;
};

const toRequest = (hookId: string, event: Record<string, string>): IncomingRequest => ({
  hookHash: hashHookId(hookId),
  receivedAt: new Date(),
  body: { id: uuidv7(), bytes: Buffer.from(JSON.stringify(event)), size: 1, headers: {} },
  leads: toEventLeads([event]),
  countedOn: null,
});

describe("the store", () => {
  it("makes rows and job in one transaction, or neither", async () => {
    await intake.admin.unsafe(`
      alter function engine.add_outbox_job(uuid[], uuid[], interval) rename to add_outbox_job_kept;
      create function engine.add_outbox_job(uuid[], uuid[], interval) returns void language plpgsql as
        $$ begin raise exception 'the queue is broken'; end $$;
      grant execute on function engine.add_outbox_job(uuid[], uuid[], interval) to leadbox_door`);
    try {
      const answer = await intake.send(hook.hookId, { body: '{"title":"a"}' });
      expect(answer).toMatchObject({ status: 503, headers: { "retry-after": "5" }, json: { error: "unavailable" } });
      expect(await countLeads()).toBe(0);
      const bodies = await intake.admin`select from lead_bodies where integration_id = ${hook.integrationId}`;
      expect(bodies).toHaveLength(0);
    } finally {
      await intake.admin.unsafe(`
        drop function engine.add_outbox_job(uuid[], uuid[], interval);
        alter function engine.add_outbox_job_kept(uuid[], uuid[], interval) rename to add_outbox_job`);
    }
    // What was not stored is no repeat when it comes again.
    const again = await intake.send(hook.hookId, { body: '{"title":"a"}' });
    expect(again.json).toEqual({ accepted: 1, leads: [expect.any(String)] });
  });

  it("does not let one request that cannot be stored fail its neighbours", async () => {
    const requests = Array.from({ length: 20 }, (_, n) => toRequest(hook.hookId, { title: String(n) }));
    const bad = { ...toRequest(hook.hookId, { title: "bad" }), leads: toEventLeads([{ title: "\u0000" }]) };
    requests.splice(7, 0, bad);
    const results = await Promise.allSettled(requests.map((request) => intake.store.storeEvents(request)));
    expect(results.map(({ status }) => status).indexOf("rejected")).toBe(7);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
    expect(await countLeads()).toBe(20);
  });

  it("hands the leads of a flood over together and later, and those of another address at once", async () => {
    const other = await intake.createHook();
    const flood = Array.from({ length: 10 }, (_, n) => toRequest(hook.hookId, { title: `flood ${n}` }));
    await Promise.all(
      [...flood, toRequest(other.hookId, { title: "alone" })].map((one) => intake.store.storeEvents(one)),
    );
    const jobs = await intake.admin`
      select payload::text as payload, run_at > created_at + interval '1 second' as "isLater"
      from graphile_worker._private_jobs
      where payload::text like ${`%${hook.accountId}%`} or payload::text like ${`%${other.accountId}%`}`;
    expect(jobs.filter(({ isLater }) => !isLater).map(({ payload }) => payload)).toEqual([
      expect.stringContaining(other.accountId),
    ]);
    const later = jobs
      .filter(({ isLater }) => isLater)
      .map(({ payload }) => payload)
      .join();
    expect(later.split(hook.accountId)).toHaveLength(11);
  });

  it("tells requests of one group apart", async () => {
    const other = await intake.createHook();
    const [known, unknown, third] = await Promise.all([
      intake.store.storeEvents(toRequest(hook.hookId, { title: "one" })),
      intake.store.storeEvents(toRequest("a".repeat(26), { title: "two" })),
      intake.store.storeEvents(toRequest(other.hookId, { title: "three" })),
    ]);
    expect([known?.isKnown, unknown?.isKnown, third?.isKnown]).toEqual([true, false, true]);
    const rows = await intake.admin`select account_id, integration_id, title from leads order by id desc limit 2`;
    expect(rows.map(({ account_id, title }) => [account_id, title])).toEqual([
      [other.accountId, "three"],
      [hook.accountId, "one"],
    ]);
  });
});

describe("while the database is away", () => {
  /** The way to the database, which the test may close or stop up. */
  let wire: Server;
  const sockets = new Set<Socket>();
  let isSilent = false;

  beforeAll(async () => {
    const target = new URL(intake.database.appUrl);
    wire = createServer((client) => {
      const server = connect(Number(target.port), target.hostname);
      for (const socket of [client, server]) {
        sockets.add(socket);
        socket
          .on("error", () => {})
          .on("close", () => {
            client.destroy();
            server.destroy();
            sockets.delete(socket);
          });
      }
      client.on("data", (data) => !isSilent && server.write(data));
      server.on("data", (data) => !isSilent && client.write(data));
    });
    await open(0);
  });
  afterAll(shut);
  afterEach(() => {
    isSilent = false;
  });

  let port = 0;
  async function open(at: number) {
    await new Promise<void>((resolve) => wire.listen(at, "127.0.0.1", resolve));
    port = (wire.address() as AddressInfo).port;
  }
  async function shut() {
    const closed = new Promise((resolve) => wire.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  }
  function start(answerMsMax: number) {
    const url = new URL(intake.database.appUrl);
    url.port = String(port);
    const store = createEventStore(url.href, { answerMsMax });
    const receive = createReceiveEvent({ store });
    const post = (title: string) =>
      receive({
        hookId: hook.hookId,
        method: "POST",
        headers: {},
        remoteAddress: null,
        readBody: async () => ({ ok: true, bytes: Buffer.from(JSON.stringify({ title })) }),
      });
    return { store, post };
  }

  it("answers 503 with Retry-After, and goes on by itself when it is back", async () => {
    const { store, post } = start(3_000);
    expect((await post("before"))?.status).toBe(200);

    await shut();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => post(`away ${n}`)));
    expect(answers.map((answer) => answer?.status)).toEqual(Array(20).fill(503));
    expect(answers[0]?.headers["retry-after"]).toBe("5");

    await open(port);
    await expect.poll(async () => (await post("after"))?.status, { timeout: 5_000 }).toBe(200);
    await store.close();
  });

  it("answers 503 in time when nothing comes back", async () => {
    const { store, post } = start(500);
    expect((await post("before"))?.status).toBe(200);
    isSilent = true;
    expect((await post("lost"))?.status).toBe(503);
    isSilent = false;
    await shut();
    await open(port);
    await expect.poll(async () => (await post("after"))?.status, { timeout: 5_000 }).toBe(200);
    await store.close();
  });

  it("loses nothing that it acknowledged while connections break again and again", async () => {
    const { store, post } = start(3_000);
    const acknowledged: string[] = [];
    let isOver = false;
    const breaking = (async () => {
      // Longer and longer pauses, so that a busy machine gets something stored between two breaks as well.
      for (let pauseMs = 40; !isOver; pauseMs *= 1.1) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        for (const socket of sockets) socket.destroy();
      }
    })();
    for (let round = 0; round < 30 || acknowledged.length === 0; round++) {
      const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => post(`${round} ${n}`)));
      for (const answer of answers) if (answer?.status === 200) acknowledged.push(...(answer.leads ?? []));
    }
    isOver = true;
    await breaking;

    expect(acknowledged.length).toBeGreaterThan(0);
    const stored = await intake.admin`select id from leads where id = any(${acknowledged})`;
    expect(stored).toHaveLength(acknowledged.length);
    const jobs = await intake.admin<{ payload: { leads: { leadId: string }[] } }[]>`
      select payload from graphile_worker._private_jobs`;
    const handedOn = new Set(jobs.flatMap(({ payload }) => payload.leads.map(({ leadId }) => leadId)));
    expect(acknowledged.filter((id) => !handedOn.has(id))).toEqual([]);
    await store.close();
  });
});
