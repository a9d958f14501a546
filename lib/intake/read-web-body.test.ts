import { describe, expect, it } from "vitest";
import { BODY_BYTES_MAX } from "./body-limits";
import { readWebBody } from "./read-body";

/** A request whose body comes chunk by chunk, and never ends when `isOpen`. */
function toRequest(chunks: Uint8Array[], { isOpen = false } = {}) {
  let given = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks[given++];
      if (chunk) controller.enqueue(chunk);
      else if (!isOpen) controller.close();
    },
  });
  const request = new Request("http://127.0.0.1/", { method: "POST", body, duplex: "half" } as RequestInit);
  return { request, given: () => given };
}

describe("readWebBody", () => {
  it("gives the body in one piece", async () => {
    const { request } = toRequest([Buffer.from("ab"), Buffer.from("c")]);
    expect(await readWebBody(request)).toEqual({ ok: true, bytes: Buffer.from("abc") });
    expect(await readWebBody(new Request("http://127.0.0.1/", { method: "POST" }))).toEqual({
      ok: true,
      bytes: Buffer.alloc(0),
    });
  });

  it("stops at the limit", async () => {
    const { request, given } = toRequest(Array.from({ length: 50 }, () => Buffer.alloc(BODY_BYTES_MAX / 4)));
    expect(await readWebBody(request)).toMatchObject({
      ok: false,
      reason: "too_large",
      size: (5 * BODY_BYTES_MAX) / 4,
    });
    expect(given()).toBeLessThan(10);
  });

  it("gives up on a sender that is too slow", async () => {
    const { request } = toRequest([Buffer.from("half")], { isOpen: true });
    expect(await readWebBody(request, { timeoutMs: 30 })).toEqual({ ok: false, reason: "too_slow", size: 4 });
  });
});
