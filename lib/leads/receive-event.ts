import { v7 as uuidv7 } from "uuid";
import { getEnv } from "@/lib/env";
import { createEventStore, type EventStore, StoreUnavailableError } from "@/lib/intake/event-store";
import { answerAccepted, answerError, answerUnavailable, HOOK_TEXT, type HookAnswer } from "@/lib/intake/hook-answers";
import { createHookGate } from "@/lib/intake/hook-gate";
import { hashHookId } from "@/lib/intake/hook-id";
import { createHookLimits } from "@/lib/intake/hook-limits";
import { ACCEPTED_ENCODINGS, inflateBody } from "@/lib/intake/inflate-body";
import { firstOf, type HeaderValues, keepHeaders } from "@/lib/intake/keep-headers";
import { parseBody } from "@/lib/intake/parse-body";
import type { RawBody } from "@/lib/intake/read-body";
import { reasonOf, toEventLeads, toUnreadableLead, type UnreadableReason } from "@/lib/intake/to-leads";
import { createUnreadableRows } from "@/lib/intake/unreadable-rows";
import type { JsonObject } from "@/lib/json";
import { log } from "@/lib/log";

/** A request to a webhook address, from whichever server took it. */
export type HookRequest = {
  /** The last part of the path, as it came. */
  hookId: string;
  method: string;
  headers: HeaderValues;
  /** Who sent it, as far as known; for limits only. */
  remoteAddress: string | null;
  /** A sample that a member sends from the settings page: its leads are marked as tests. */
  isTest?: boolean;
  /** Called at most once, and only when the body is wanted. */
  readBody(): Promise<RawBody>;
};

/** Gives null when the sender is gone and nobody waits for an answer. */
export type ReceiveEvent = (request: HookRequest) => Promise<HookAnswer | null>;

const RETRY_AFTER_SECONDS = 5;

let intake: { receiveEvent: ReceiveEvent; close(): Promise<void> } | undefined;

/**
 * Receives what comes to a webhook address: stores it, then answers.
 *
 * A 200 means that the body, a row for each of its events and the job that delivers them are committed. When they cannot
 * be, it is a 503 with `Retry-After`. Never throws, and no CRM is called before the answer.
 */
export const receiveEvent: ReceiveEvent = (request) => {
  if (!intake) {
    const store = createEventStore(getEnv().DATABASE_APP_URL);
    intake = { receiveEvent: createReceiveEvent({ store }), close: store.close };
  }
  return intake.receiveEvent(request);
};

/** Ends the intake of this process: finishes what is under way and closes its connections. */
export async function closeIntake(): Promise<void> {
  await intake?.close();
  intake = undefined;
}

/** Makes a `receiveEvent` with a store, limits and a clock of its own. */
export function createReceiveEvent({
  store,
  limits = createHookLimits(),
  now = () => new Date(),
}: {
  store: EventStore;
  limits?: ReturnType<typeof createHookLimits>;
  now?: () => Date;
}): ReceiveEvent {
  const gate = createHookGate({ hasHook: (hookHash) => store.hasHook(hookHash, now()), limits });
  const unreadableRows = createUnreadableRows(limits.unreadable);

  const answer = async (request: HookRequest): Promise<HookAnswer | null> => {
    const { hookId, method, headers, remoteAddress } = request;
    if (method === "GET" || method === "HEAD") return HOOK_TEXT;
    if (method !== "POST") return answerError("method_not_allowed", { allow: "GET, HEAD, POST" });

    const hookHash = hashHookId(hookId);
    const refusal = await gate.check({ hookId, hookHash, remoteAddress });
    if (refusal) return refusal;

    const raw = await request.readBody();
    if (!raw.ok && raw.reason === "cut_off") return null;
    if (!raw.ok && raw.reason === "too_slow") return answerError("too_slow");
    if (!raw.ok && raw.reason === "no_room") return answerUnavailable(RETRY_AFTER_SECONDS);

    const stored = await toBody(raw, headers);
    const answered = stored.ok
      ? await storeEvents(hookHash, request, stored)
      : await storeUnreadable(hookHash, headers, stored);
    if (!answered) gate.forget(hookHash);
    return answered ?? answerError("not_found");
  };

  const storeEvents = async (
    hookHash: Buffer,
    { headers, isTest }: Pick<HookRequest, "headers" | "isTest">,
    { bytes, events }: ReadableBody,
  ) => {
    const leads = toEventLeads(events, { isTest });
    const body = { id: uuidv7(), bytes, size: bytes.length, headers: keepHeaders(headers) };
    const { isKnown, repeats } = await store.storeEvents({ hookHash, receivedAt: now(), body, leads, countedOn: null });
    const ids = leads.map(({ id }) => id);
    return isKnown ? answerAccepted(ids, ids.filter((id) => repeats.has(id)).length) : null;
  };

  const storeUnreadable = async (hookHash: Buffer, headers: HeaderValues, unreadable: UnreadableBody) => {
    const { bytes, size, reason, detail } = unreadable;
    const place = unreadableRows.place(hookHash);
    const lead = toUnreadableLead(reason, detail);
    const { isKnown } = await store.storeEvents({
      hookHash,
      receivedAt: now(),
      body: place.isKept ? { id: uuidv7(), bytes, size, headers: keepHeaders(headers) } : null,
      leads: place.isKept ? [lead] : [],
      countedOn: place.isKept ? null : place.countedOn,
    });
    if (!isKnown) return null;
    if (place.isKept) unreadableRows.kept(hookHash, lead.id);
    if (reason === "no_events") return answerAccepted([], 0);
    return answerError(reason, reason === "unsupported_type" ? { "accept-encoding": ACCEPTED_ENCODINGS } : {});
  };

  return async (request) => {
    const startedAt = performance.now();
    const answered = await answer(request).catch(toFailure);
    const ms = Math.round(performance.now() - startedAt);
    log.info(
      { status: answered?.status ?? null, leads: answered?.leads?.length, leadId: answered?.leads?.[0], ms },
      "hook",
    );
    return answered;
  };
}

type ReadableBody = { ok: true; bytes: Buffer; events: JsonObject[] };
type UnreadableBody = { ok: false; bytes: Buffer | null; size: number; reason: UnreadableReason; detail: JsonObject };

async function toBody(raw: RawBody, headers: HeaderValues): Promise<ReadableBody | UnreadableBody> {
  if (!raw.ok)
    return { ok: false, bytes: null, size: raw.size, reason: "body_too_large", detail: { code: raw.reason } };

  const inflated = await inflateBody(raw.bytes, firstOf(headers["content-encoding"]));
  if (!inflated.ok) {
    const bytes = inflated.reason === "too_large" ? null : raw.bytes;
    const detail = { code: inflated.reason };
    return { ok: false, bytes, size: raw.bytes.length, reason: ENCODING_REASONS[inflated.reason], detail };
  }

  const { bytes } = inflated;
  const parsed = parseBody({ bytes, contentType: firstOf(headers["content-type"]) ?? null });
  if (parsed.ok && parsed.events.length > 0) return { ok: true, bytes, events: parsed.events };
  const reason = parsed.ok ? "no_events" : reasonOf(parsed);
  const detail = { code: parsed.ok ? reason : parsed.code, notes: parsed.notes };
  return { ok: false, bytes, size: bytes.length, reason, detail };
}

const ENCODING_REASONS = {
  too_large: "body_too_large",
  unknown_encoding: "unsupported_type",
  broken_encoding: "unreadable_body",
} as const;

function toFailure(error: unknown): HookAnswer {
  log.error({ err: error }, error instanceof StoreUnavailableError ? "hook not stored" : "hook failed");
  return answerUnavailable(RETRY_AFTER_SECONDS);
}
