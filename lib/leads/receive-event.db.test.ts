import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EXPECTED, MALFORMED_CASES, PAYLOAD_FILES, readMalformed, readPayload } from "@/e2e/fixtures/read-fixture";
import { BODY_BYTES_MAX } from "@/lib/intake/body-limits";
import { parseBody } from "@/lib/intake/parse-body";
import { startTestIntake, type TestHook, type TestIntake } from "@/lib/intake/testing";

let intake: TestIntake;
let hook: TestHook;

beforeAll(async () => {
  intake = await startTestIntake();
});
afterAll(() => intake.stop());
beforeEach(async () => {
  hook = await intake.createHook();
});

const listLeads = () => intake.admin`
  select l.*, e.event from leads l left join lead_events e on e.lead_id = l.id
  where l.integration_id = ${hook.integrationId} order by l.id`;

const listBodies = () =>
  intake.admin`select * from lead_bodies where integration_id = ${hook.integrationId} order by id`;

const listJobLeads = async () => {
  const jobs = await intake.admin<{ payload: { leads: { accountId: string; leadId: string }[] } }[]>`
    select payload from graphile_worker._private_jobs order by id`;
  return jobs.flatMap(({ payload }) => payload.leads).filter(({ accountId }) => accountId === hook.accountId);
};

const json = { "content-type": "application/json" };

describe("receiveEvent with what SendPulse sends", () => {
  it.each(PAYLOAD_FILES)("stores each event of %s with its body as it came", async (file) => {
    const body = readPayload(file);
    const answer = await intake.send(hook.hookId, { body, headers: json });
    const leads = await listLeads();

    const parsed = parseBody({ bytes: body, contentType: null });
    const events = parsed.ok ? parsed.events : [];
    expect(EXPECTED.events[file]?.count ?? events.length).toBe(events.length);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ accepted: events.length, leads: leads.map(({ id }) => id) });
    expect(leads.map(({ event }) => event)).toEqual(events);
    const [stored, ...more] = await listBodies();
    expect(more).toEqual([]);
    expect(stored?.bytes.equals(body)).toBe(true);
    expect(leads.every(({ body_id }) => body_id === stored?.id)).toBe(true);
    expect(leads.map(({ body_index }) => body_index)).toEqual(events.map((_, index) => index));
    const fresh = leads.filter(({ status }) => status === "received").map(({ id }) => id);
    expect((await listJobLeads()).map(({ leadId }) => leadId)).toEqual(fresh);
  });

  it("shows the lead in the registry at once with what is known of it", async () => {
    await intake.send(hook.hookId, { body: readPayload("01_telegram_flow_user_title.json"), headers: json });
    const [lead] = await listLeads();
    expect(lead).toMatchObject({
      kind: "event",
      status: "received",
      service: "telegram",
      name: "Олена",
      bot_id: "6a4965b71e01421dba1b7a8a",
      bot_contact_id: "6a5c248da72492d6693613f6",
      is_test: false,
    });
    expect(await listBodies()).toMatchObject([
      { id: lead?.body_id, size: readPayload("01_telegram_flow_user_title.json").length, headers: json },
    ]);
    expect(lead?.title).toBeTruthy();
    const [integration] = await intake.admin`select last_lead_at from integrations where id = ${hook.integrationId}`;
    expect(integration?.last_lead_at).toEqual(lead?.received_at);
  });

  it("marks an event with which the settings page tries the address", async () => {
    await intake.receiveEvent({
      ...{ hookId: hook.hookId, method: "POST", headers: {}, remoteAddress: null, isTest: true },
      readBody: async () => ({ ok: true, bytes: Buffer.from("{}") }),
    });
    expect(await listLeads()).toMatchObject([{ is_test: true, status: "received" }]);
  });

  it("keeps no cookie and no authorisation", async () => {
    const headers = {
      ...json,
      cookie: "a=secret-canary",
      authorization: "Bearer secret-canary",
      "user-agent": "x".repeat(999),
    };
    await intake.send(hook.hookId, { body: readPayload("36_email_only_lead.json"), headers });
    const [body] = await listBodies();
    expect(JSON.stringify(body?.headers)).not.toContain("secret-canary");
    expect(body?.headers["user-agent"]).toHaveLength(300);
  });

  it("keeps events of an integration that is switched off, and delivers none", async () => {
    await intake.admin`update integrations set is_active = false where id = ${hook.integrationId}`;
    const answer = await intake.send(hook.hookId, { body: readPayload("01_telegram_flow_user_title.json") });
    expect(answer).toMatchObject({ status: 200, json: { accepted: 1 } });
    expect(await listLeads()).toMatchObject([{ status: "skipped", reason: "integration_inactive" }]);
    expect(await listJobLeads()).toEqual([]);
  });

  it("cuts labels that fit no registry and lets go of ids that no index holds", async () => {
    const event = {
      service: "s".repeat(9_000),
      title: `${"t".repeat(199)}😀`,
      bot: { id: "b".repeat(9_000) },
      contact: { id: "c" },
    };
    expect(await intake.send(hook.hookId, { body: JSON.stringify(event) })).toMatchObject({ status: 200 });
    const [lead] = await listLeads();
    expect(lead).toMatchObject({
      service: "s".repeat(200),
      title: "t".repeat(199),
      bot_id: null,
      bot_contact_id: "c",
      event,
    });
  });
});

describe("receiveEvent with hostile bodies", () => {
  it.each(MALFORMED_CASES)("answers $file with one of $expect_status", async (wanted) => {
    const body = readMalformed(wanted.file);
    const headers = { ...wanted.headers, ...(wanted.content_type ? { "content-type": wanted.content_type } : null) };
    const answer = await intake.send(hook.hookId, { body, headers });

    const leads = await listLeads();
    const events = leads.filter(({ kind }) => kind === "event");
    expect(wanted.expect_status).toContain(answer.status);
    if (wanted.expect_events_stored !== null) expect(events).toHaveLength(wanted.expect_events_stored);
    expect(answer.status === 200 ? answer.json : { accepted: 0 }).toMatchObject({ accepted: events.length });

    // Whatever came can be seen in the registry, up to the limit as it came.
    expect(leads.length).toBeGreaterThan(0);
    const [stored] = await listBodies();
    expect(leads.every(({ body_id }) => body_id === stored?.id)).toBe(true);
    if (answer.status !== 413) expect(stored?.bytes.equals(body)).toBe(true);
    const unreadable = leads.filter(({ kind }) => kind === "unreadable");
    if (answer.status >= 400)
      expect(unreadable).toMatchObject([{ status: "failed", reason: answer.json && Object(answer.json).error }]);
    expect(await listJobLeads()).toHaveLength(events.filter(({ status }) => status === "received").length);

    const next = await intake.send(hook.hookId, { body: readPayload("24_single_object_no_array.json"), headers: json });
    expect(next).toMatchObject({ status: 200, json: { accepted: 1 } });
  });

  it("mends U+0000 and lone surrogates in the event, and keeps the bytes", async () => {
    await intake.send(hook.hookId, { body: readMalformed("25_nul_escapes.json") });
    await intake.send(hook.hookId, { body: readMalformed("27_lone_surrogates.json") });
    const [nul, surrogates] = await listLeads();
    expect(nul?.event.contact.variables.phone ?? nul?.event.contact.phone).toBe("+380670000525");
    expect(JSON.stringify([nul?.event, surrogates?.event])).not.toMatch(/\\u(?:0000|d[89a-f])/i);
    const bodies = await listBodies();
    expect(bodies.map(({ bytes }) => /\\u(?:0000|d[89a-f])/i.test(bytes.toString()))).toEqual([true, true]);
  });

  it("stores names like __proto__ as names", async () => {
    await intake.send(hook.hookId, { body: readMalformed("37_proto_keys.json") });
    const [row] = await intake.admin`
      select event::text as text from lead_events where account_id = ${hook.accountId}`;
    expect(row?.text).toContain('"__proto__"');
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("shows why a body was not read", async () => {
    await intake.send(hook.hookId, { body: "{", headers: json });
    await intake.send(hook.hookId, { body: Buffer.alloc(BODY_BYTES_MAX + 1, 0x20) });
    await intake.send(hook.hookId, { body: "<a/>", headers: { "content-type": "application/xml" } });
    await intake.send(hook.hookId, { body: "[]" });
    const bodies = await listBodies();
    const rows = (await listLeads()).map(({ status, reason, reason_detail, body_id }) => {
      const body = bodies.find(({ id }) => id === body_id);
      return { status, reason, code: reason_detail.code, length: body?.bytes?.length ?? null, size: body?.size };
    });
    expect(rows).toEqual([
      { status: "failed", reason: "unreadable_body", code: "invalid_json", length: 1, size: 1 },
      { status: "failed", reason: "body_too_large", code: "too_large", length: null, size: BODY_BYTES_MAX + 1 },
      { status: "failed", reason: "unsupported_type", code: "unsupported_media", length: 4, size: 4 },
      { status: "skipped", reason: "no_events", code: "no_events", length: 2, size: 2 },
    ]);
  });

  it("adds ten rows for unreadable bodies and counts the rest", async () => {
    const answers = [];
    for (let n = 0; n < 25; n++) answers.push(await intake.send(hook.hookId, { body: "{" }));
    expect(answers.every(({ status }) => status === 400)).toBe(true);
    const leads = await listLeads();
    expect(leads).toHaveLength(10);
    expect(leads.map(({ reason_detail }) => reason_detail.more ?? 0)).toEqual([...Array(9).fill(0), 15]);
  });
});

describe("receiveEvent and Content-Encoding", () => {
  const body = readPayload("01_telegram_flow_user_title.json");
  const compressed = { gzip: gzipSync(body), deflate: deflateSync(body), br: brotliCompressSync(body) };

  it.each([...Object.entries(compressed), ["deflate", deflateRawSync(body)] as const])(
    "inflates %s",
    async (encoding, bytes) => {
      const answer = await intake.send(hook.hookId, { body: bytes, headers: { "content-encoding": encoding } });
      expect(answer).toMatchObject({ status: 200, json: { accepted: 1 } });
      expect((await listBodies()).at(-1)?.bytes.equals(body)).toBe(true);
    },
  );

  it.each([
    ["gzip", gzipSync(Buffer.alloc(50 * BODY_BYTES_MAX))],
    ["br", brotliCompressSync(Buffer.alloc(50 * BODY_BYTES_MAX))],
    ["deflate", deflateSync(Buffer.alloc(50 * BODY_BYTES_MAX))],
  ])("stops a bomb in %s", async (encoding, bytes) => {
    const answer = await intake.send(hook.hookId, { body: bytes, headers: { "content-encoding": encoding } });
    expect(answer.status).toBe(413);
    expect(await listLeads()).toMatchObject([{ reason: "body_too_large" }]);
    expect(await listBodies()).toMatchObject([{ bytes: null, size: bytes.length }]);
  });

  it("refuses what it does not know or cannot undo", async () => {
    const unknown = await intake.send(hook.hookId, { body, headers: { "content-encoding": "zstd" } });
    expect(unknown).toMatchObject({ status: 415, headers: { "accept-encoding": "gzip, deflate, br" } });
    const broken = await intake.send(hook.hookId, {
      body: compressed.gzip.subarray(0, 50),
      headers: { "content-encoding": "gzip" },
    });
    expect(broken.status).toBe(400);
    expect(await listLeads()).toMatchObject([{ reason: "unsupported_type" }, { reason: "unreadable_body" }]);
  });
});

describe("receiveEvent and the address", () => {
  const unknownId = "a".repeat(26);

  it("answers a browser the same whether the address exists or not", async () => {
    const [known, unknown] = await Promise.all([
      intake.send(hook.hookId, { method: "GET" }),
      intake.send(unknownId, { method: "GET" }),
    ]);
    expect(known.status).toBe(200);
    expect(known.text).toMatch(/SendPulse/);
    expect({ ...known.headers, date: "" }).toEqual({ ...unknown.headers, date: "" });
    expect(known.text).toBe(unknown.text);
    const head = await intake.send(hook.hookId, { method: "HEAD" });
    expect(head).toMatchObject({ status: 200, text: "" });
  });

  it.each(["PUT", "DELETE", "PATCH", "OPTIONS"])("refuses %s with what is allowed", async (method) => {
    expect(await intake.send(hook.hookId, { method })).toMatchObject({
      status: 405,
      headers: { allow: "GET, HEAD, POST" },
    });
  });

  it("answers every address that is none in one shape", async () => {
    const body = readPayload("01_telegram_flow_user_title.json");
    const answers = [];
    for (const id of [
      unknownId,
      "short",
      hook.hookId.slice(1),
      `${hook.hookId}x`,
      encodeURIComponent("../../etc"),
      hook.integrationId,
    ]) {
      answers.push(await intake.send(id, { body }));
    }
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, json: { error: "not_found" } });
    expect(await listLeads()).toEqual([]);
  });

  it("stores nothing for a deleted integration", async () => {
    await intake.send(hook.hookId, { body: readPayload("01_telegram_flow_user_title.json") });
    await intake.admin`update integrations set deleted_at = now() where id = ${hook.integrationId}`;
    const answer = await intake.send(hook.hookId, { body: readPayload("36_email_only_lead.json") });
    expect(answer.status).toBe(404);
    expect(await listLeads()).toHaveLength(1);
  });

  it("never shows how it is made", async () => {
    const answers = await Promise.all([
      intake.send(hook.hookId, { body: "{" }),
      intake.send(unknownId, { body: "{" }),
      intake.send(hook.hookId, { method: "PUT" }),
    ]);
    for (const { text, headers } of answers) {
      expect(text).not.toMatch(/at \/|\.ts|node:|Error:|postgres|select /i);
      expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "cache-control": "no-store" });
      expect(headers).not.toHaveProperty("x-powered-by");
    }
  });
});
