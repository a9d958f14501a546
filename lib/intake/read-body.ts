import type { IncomingMessage } from "node:http";
import { BODY_BYTES_MAX } from "./body-limits";

/**
 * A request's body as it came over the wire, or how far reading got: `too_large`, `too_slow` and `no_room` (others are
 * being read and fill the memory) end it early, `cut_off` means that the sender is gone and nobody waits for an answer.
 */
export type RawBody =
  | { ok: true; bytes: Buffer }
  | { ok: false; reason: "too_large" | "too_slow" | "no_room" | "cut_off"; size: number };

/** A sender that needs longer for a body of at most 1 MiB is refused. */
const BODY_TIMEOUT_MS = 15_000;
/** Of all bodies that this process is reading at a time. */
const READING_BYTES_MAX = 128 * BODY_BYTES_MAX;

let readingBytes = 0;

/** Reads the body of a node:http request; keeps no more than the limit in memory, whatever the request says of its length. */
export function readNodeBody(request: IncomingMessage, { timeoutMs = BODY_TIMEOUT_MS } = {}): Promise<RawBody> {
  if (Number(request.headers["content-length"]) > BODY_BYTES_MAX) {
    return Promise.resolve({ ok: false, reason: "too_large", size: Number(request.headers["content-length"]) });
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;

    const settle = (body: RawBody) => {
      clearTimeout(timer);
      request.off("data", onData).off("end", onEnd).off("close", onClose).off("error", onClose);
      // What comes later is thrown away, and must not end the process.
      request.on("error", () => {});
      if (!body.ok) request.pause();
      readingBytes -= size;
      resolve(body);
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      readingBytes += chunk.length;
      if (size > BODY_BYTES_MAX) settle({ ok: false, reason: "too_large", size });
      else if (readingBytes > READING_BYTES_MAX) settle({ ok: false, reason: "no_room", size });
      else chunks.push(chunk);
    };
    const onEnd = () => settle({ ok: true, bytes: join(chunks, size) });
    const onClose = () => settle({ ok: false, reason: "cut_off", size });
    const timer = setTimeout(() => settle({ ok: false, reason: "too_slow", size }), timeoutMs);
    request.on("data", onData).on("end", onEnd).on("close", onClose).on("error", onClose);
  });
}

/** The same for a request of the Fetch API, as a Next.js route handler gets it. */
export async function readWebBody(request: Request, { timeoutMs = BODY_TIMEOUT_MS } = {}): Promise<RawBody> {
  if (!request.body) return { ok: true, bytes: Buffer.alloc(0) };
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    void reader.cancel().catch(() => {});
  }, timeoutMs);

  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > BODY_BYTES_MAX) {
        void reader.cancel().catch(() => {});
        return { ok: false, reason: "too_large", size };
      }
      chunks.push(part.value);
    }
    return isLate ? { ok: false, reason: "too_slow", size } : { ok: true, bytes: join(chunks, size) };
  } catch {
    return { ok: false, reason: isLate ? "too_slow" : "cut_off", size };
  } finally {
    clearTimeout(timer);
  }
}

function join(chunks: Uint8Array[], size: number): Buffer {
  const [first] = chunks;
  return chunks.length === 1 && Buffer.isBuffer(first) ? first : Buffer.concat(chunks, size);
}
