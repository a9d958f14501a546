import postgres from "postgres";
import type { JsonObject } from "@/lib/json";
import { createFloodHold } from "./flood-hold";
import { createGroupCommit, QueueFullError } from "./group-commit";

/** A row of the registry to be: an event, or a body that could not be read. Its id is a UUID v7 of the time of arrival. */
export type IncomingLead = {
  id: string;
  /** Which element of the body it is. */
  index: number;
  isTest: boolean;
} & (
  | {
      kind: "event";
      event: JsonObject;
      fingerprint: Buffer;
      service: string | null;
      title: string | null;
      botId: string | null;
      botContactId: string | null;
      name: string | null;
    }
  | { kind: "unreadable"; status: "failed" | "skipped"; reason: string; detail: JsonObject }
);

/** One request to a webhook address, ready to be stored. */
export type IncomingRequest = {
  hookHash: Buffer;
  receivedAt: Date;
  body: { id: string; bytes: Buffer | null; size: number; headers: Record<string, string> } | null;
  leads: readonly IncomingLead[];
  /** An unreadable body that is only counted, on the last one that was kept. */
  countedOn: string | null;
};

/** `isKnown` false: there is no such address, nothing was stored. `repeats`: leads that repeat an earlier event. */
type StoredRequest = { isKnown: boolean; repeats: ReadonlySet<string> };

/** The store did not answer in time, refused, or has too much to do: nothing may be acknowledged. */
export class StoreUnavailableError extends Error {
  override name = "StoreUnavailableError";
}

export type EventStore = {
  /** Stores a request in one transaction with the job that delivers its leads; resolves after the commit. */
  storeEvents(request: IncomingRequest): Promise<StoredRequest>;
  /** Whether the address takes events at that time. */
  hasHook(hookHash: Buffer, at: Date): Promise<boolean>;
  /** Waits for what is under way and closes the connections. */
  close(): Promise<void>;
};

const ANSWER_MS_MAX = 5_000;
const GROUP_COUNT_MAX = 200;
const GROUP_BYTES_MAX = 4 * 1024 * 1024;
const WAITING_BYTES_MAX = 64 * 1024 * 1024;

/**
 * The intake's way to the database, on connections of its own as the application role. Requests that arrive together
 * share a round trip and a commit. Every failure is a `StoreUnavailableError`, at the latest after 5 s.
 */
export function createEventStore(url: string, { answerMsMax = ANSWER_MS_MAX } = {}): EventStore {
  const sql = postgres(url, {
    max: 3,
    idle_timeout: 60,
    connect_timeout: Math.ceil(answerMsMax / 1000),
    // Back at once when the database is.
    backoff: () => 0.1,
    onnotice: () => {},
    connection: { application_name: "leadbox intake", statement_timeout: answerMsMax },
  });
  const flood = createFloodHold();
  const group = createGroupCommit({
    commit: (requests: readonly IncomingRequest[]) =>
      inTime(commitRequests(sql, requests, flood.holdsOf(requests)), answerMsMax),
    sizeOf,
    isWorthSplitting: (error) => error instanceof postgres.PostgresError && !isOutage(error),
    countMax: GROUP_COUNT_MAX,
    bytesMax: GROUP_BYTES_MAX,
    waitingBytesMax: WAITING_BYTES_MAX,
  });

  return {
    storeEvents: (request) => group.add(request).catch(toUnavailable),
    async hasHook(hookHash, at) {
      const query = sql<{ hasHook: boolean }[]>`select door.has_hook(${hookHash}, ${at}) as "hasHook"`;
      const [row] = await inTime(query, answerMsMax).catch(toUnavailable);
      return row?.hasHook ?? false;
    },
    async close() {
      await group.drain();
      await sql.end({ timeout: 1 });
    },
  };
}

async function commitRequests(
  sql: postgres.Sql,
  requests: readonly IncomingRequest[],
  holds: readonly (number | null)[],
): Promise<StoredRequest[]> {
  const bytes: Buffer[] = [];
  let offset = 0;
  const heads = requests.map(({ hookHash, receivedAt, body, countedOn }, index) => {
    const head = {
      hook: hookHash.toString("hex"),
      at: receivedAt,
      hold: holds[index],
      bodyId: body?.id,
      size: body?.size,
      headers: body?.headers,
      offset,
      length: body?.bytes?.length,
      ...(countedOn ? { more: 1, moreOf: countedOn } : null),
    };
    if (body?.bytes) {
      bytes.push(body.bytes);
      offset += body.bytes.length;
    }
    return head;
  });
  const events = requests.flatMap(({ leads }, number) => leads.map((lead) => toRow(lead, number + 1)));

  const [row] = await sql<{ known: number[] | null; repeats: string[] | null }[]>`
    select * from door.store_events(
      ${JSON.stringify(heads)}::text::jsonb, ${JSON.stringify(events)}::text::jsonb, ${Buffer.concat(bytes, offset)})`;
  const known = new Set(row?.known);
  const repeats = new Set(row?.repeats);
  return requests.map((_, index) => ({ isKnown: known.has(index + 1), repeats }));
}

function toRow(lead: IncomingLead, request: number) {
  if (lead.kind === "unreadable") return { request, ...lead };
  return { request, ...lead, fingerprint: lead.fingerprint.toString("hex") };
}

function sizeOf({ body, leads }: IncomingRequest): number {
  // An event travels twice, as bytes and as JSON, and each lead adds its columns.
  return 2 * (body?.bytes?.length ?? 0) + 500 * (1 + leads.length);
}

/** The server is going, full or unreachable; the same statement would fail for every other request too. */
function isOutage(error: postgres.PostgresError): boolean {
  return /^(?:08|53|57|58|XX)/.test(error.code);
}

async function inTime<T>(work: PromiseLike<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreUnavailableError(`No answer from the database in ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function toUnavailable(cause: unknown): never {
  if (cause instanceof StoreUnavailableError) throw cause;
  const words = cause instanceof QueueFullError ? cause.message : "The database did not store or find it";
  throw new StoreUnavailableError(words, { cause });
}
