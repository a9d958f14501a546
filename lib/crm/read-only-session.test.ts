import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { ReadOnlyError, toReadOnlyHttp, toReadOnlySession } from "./read-only-session";
import { trial } from "./trial/connector";
import type { CrmSession } from "./types";

const WRITES: [string, (session: CrmSession) => Promise<unknown>][] = [
  ["createContact", (crm) => crm.createContact({ values: { name: "А" }, responsibleId: null, requestId: "r" })],
  ["updateContact", (crm) => crm.updateContact("1", { name: "А" })],
  [
    "createDeal",
    (crm) =>
      crm.createDeal({
        contactId: "1",
        values: {},
        pipelineId: null,
        stageId: null,
        responsibleId: null,
        requestId: "r",
      }),
  ],
  ["updateDeal", (crm) => crm.updateDeal("1", { name: "А" })],
  [
    "createTask",
    (crm) =>
      crm.createTask({
        contactId: "1",
        dealId: null,
        responsibleId: null,
        text: "А",
        dueAt: "2026-01-01T00:00:00Z",
        requestId: "r",
      }),
  ],
];

describe("a session that may only read", () => {
  const settings = { address: "http://127.0.0.1:1/api", token: "t" };

  it.each(WRITES)("refuses %s, and again below the session", async (_, write) => {
    const http = { request: vi.fn() };
    await expect(write(toReadOnlySession(trial.connect(settings, http, null)))).rejects.toThrow(ReadOnlyError);
    await expect(write(trial.connect(settings, toReadOnlyHttp(http), null))).rejects.toThrow(ReadOnlyError);
    expect(http.request).not.toHaveBeenCalled();
  });

  it("reads as before", async () => {
    const request = answering({ items: [], next_cursor: null });
    const session = toReadOnlySession(trial.connect(settings, toReadOnlyHttp({ request }), null));
    expect(await session.findContacts({ kind: "phone", value: "+380671234567" })).toEqual([]);
    expect(request).toHaveBeenCalledOnce();
  });

  it("lets through what is a read by its own word, whatever its method", async () => {
    const request = answering(null);
    const search = { method: "POST", url: "http://127.0.0.1:1/search", label: "/search", answer: z.null() } as const;
    await toReadOnlyHttp({ request }).request(search);
    expect(request).toHaveBeenCalledOnce();
  });
});

/** A request that always gets this body; it fits whatever shape is asked for. */
function answering(body: unknown) {
  return vi.fn(async () => body as never);
}
