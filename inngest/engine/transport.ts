import { Buffer } from "node:buffer";
import type { EngineEvent } from "./types";
import { seededUlid, ulid } from "./ulid";

/** One finished step as the SDK reports it while its function goes on. */
type CheckpointStep = { id: string; op: string; data?: unknown };

export type Checkpoint = { jobId: string; generation: number; steps: CheckpointStep[] };

/** Who answers the SDK's requests: the engine where one runs in this process, else a producer that only stores events. */
export interface TransportTarget {
  storeEvents(events: EngineEvent[]): Promise<void>;
  /** False when the job is no longer this process's to write for; the SDK then stops the function. */
  checkpoint(checkpoint: Checkpoint): Promise<boolean>;
}

/** The `fetch` of an embedded client, which answers from PostgreSQL and never touches the network. */
export interface EngineTransport {
  fetch: typeof fetch;
  /** Makes a running engine the one that answers; the returned function hands back to the producer. */
  attach(target: TransportTarget): () => void;
}

const NAME = /^[^\p{Cc}\p{Cs}]{1,256}$/u;
const EVENT_BYTES_MAX = 512 * 1_024;

export function createTransport(producer: Pick<TransportTarget, "storeEvents">): EngineTransport {
  const fallback: TransportTarget = { ...producer, checkpoint: async () => false };
  let target = fallback;

  return {
    attach(engine) {
      target = engine;
      return () => {
        if (target === engine) target = fallback;
      };
    },
    async fetch(input, init) {
      const path = new URL(input instanceof Request ? input.url : input).pathname;
      const body = typeof init?.body === "string" ? init.body : "";
      if (path.startsWith("/e/"))
        return receiveEvents(target, body, new Headers(init?.headers).get("x-inngest-event-id-seed"));
      if (path.startsWith("/v1/checkpoint/") && path.endsWith("/async")) return receiveCheckpoint(target, body);
      return Response.json({ error: `The embedded engine does not answer ${path}.`, status: 501 }, { status: 501 });
    },
  };
}

async function receiveEvents(target: TransportTarget, body: string, seed: string | null): Promise<Response> {
  const sent: unknown = JSON.parse(body);
  const events = (Array.isArray(sent) ? sent : [sent]).map((event: Partial<EngineEvent>, i) =>
    toEvent(event, seed, i + 1),
  );
  const refusal = events.map(refusalOf).find((reason) => reason !== null);
  if (refusal) return Response.json({ error: refusal, status: 400 }, { status: 400 });
  await target.storeEvents(events);
  return Response.json({ ids: events.map(({ id }) => id), status: 200 });
}

function refusalOf({ id, name, data }: EngineEvent): string | null {
  if (!NAME.test(name) || !NAME.test(id)) return "An event needs a name, and an id, of 1 to 256 printable characters.";
  if (Buffer.byteLength(JSON.stringify(data)) > EVENT_BYTES_MAX) return `Event ${name} is larger than 512 KiB.`;
  return null;
}

function toEvent(event: Partial<EngineEvent>, seed: string | null, n: number): EngineEvent {
  return {
    id: event.id || (seededUlid(seed, n) ?? ulid()),
    name: event.name ?? "",
    data: event.data ?? {},
    ts: event.ts ?? Date.now(),
    ...(event.v === undefined ? {} : { v: event.v }),
    ...(event.meta === undefined ? {} : { meta: event.meta }),
  };
}

async function receiveCheckpoint(target: TransportTarget, body: string): Promise<Response> {
  const { qi_id, generation_id, steps } = JSON.parse(body) as {
    qi_id: string;
    generation_id: number;
    steps: CheckpointStep[];
  };
  const accepted = await target.checkpoint({ jobId: qi_id, generation: generation_id, steps });
  return new Response(null, { status: accepted ? 200 : 409 });
}
