import "server-only";
import { withAccount } from "@/db/with-account";
import type { JsonObject } from "@/lib/json";
import { receiveEvent } from "@/lib/leads/receive-event";
import { listHooks } from "./hooks";

export type SendTestEventResult = { ok: true; leadId: string } | { ok: false; reason: "not_found" | "not_stored" };

/** Sends an event to the integration's own address, on the way that a real one takes; its lead is marked as a test. */
export async function sendTestEvent({
  accountId,
  integrationId,
  event,
}: {
  accountId: string;
  integrationId: string;
  event: JsonObject;
}): Promise<SendTestEventResult> {
  const [hook] = await withAccount(accountId, (tx) => listHooks(tx, { accountId, integrationId, maySeeUrl: true }));
  const hookId = hook?.url?.split("/").at(-1);
  if (!hookId) return { ok: false, reason: "not_found" };

  const bytes = Buffer.from(JSON.stringify([event]));
  const answer = await receiveEvent({
    hookId,
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": "LeadBox sample" },
    remoteAddress: null,
    isTest: true,
    readBody: async () => ({ ok: true, bytes }),
  });
  const leadId = answer?.leads?.[0];
  return leadId ? { ok: true, leadId } : { ok: false, reason: "not_stored" };
}
