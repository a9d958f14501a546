import "server-only";
import { and, eq } from "drizzle-orm";
import { leadEvents, leads } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import { parseBody } from "@/lib/intake/parse-body";
import { toEventLeads } from "@/lib/intake/to-leads";
import type { JsonObject } from "@/lib/json";
import type { DryEvent } from "./dry-run-types";

type LoadedEvent = {
  /** Null for an event that is not stored. */
  leadId: string | null;
  receivedAt: Date;
  title: string | null;
  service: string | null;
  event: JsonObject;
  moreEvents: number;
};

/** The event as the delivery would find it; a text is read as the body of a webhook is. Null when there is none. */
export async function loadDryEvent(
  tx: Transaction,
  { accountId, integrationId, event }: { accountId: string; integrationId: string; event: DryEvent },
): Promise<LoadedEvent | null> {
  if ("text" in event) return readText(event.text);

  const [row] = await tx
    .select({
      leadId: leads.id,
      receivedAt: leads.receivedAt,
      title: leads.title,
      service: leads.service,
      event: leadEvents.event,
    })
    .from(leads)
    .innerJoin(leadEvents, and(eq(leadEvents.accountId, leads.accountId), eq(leadEvents.leadId, leads.id)))
    .where(and(eq(leads.accountId, accountId), eq(leads.integrationId, integrationId), eq(leads.id, event.leadId)));
  return row ? { ...row, moreEvents: 0 } : null;
}

function readText(text: string): LoadedEvent | null {
  const parsed = parseBody({ bytes: Buffer.from(text), contentType: "application/json" });
  const [lead, ...more] = parsed.ok ? toEventLeads(parsed.events) : [];
  if (lead?.kind !== "event") return null;
  const { title, service, event } = lead;
  return { leadId: null, receivedAt: new Date(), title, service, event, moreEvents: more.length };
}
