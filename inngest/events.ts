import { eventType } from "inngest";
import { z } from "zod";
import { CRM_PROVIDERS } from "@/lib/crm/types";

/** How many leads one `lead/received` event names at most. */
export const LEADS_PER_EVENT_MAX = 50;

/** Leads of one account that are to be looked at: prepared, and started where it is their turn. */
export const leadReceived = eventType("lead/received", {
  schema: z.object({
    accountId: z.uuid(),
    leadIds: z.array(z.uuid()).min(1).max(LEADS_PER_EVENT_MAX),
  }),
});

/** It is the turn of a prepared lead. Carries ids only; `personKey` is a keyed hash that leads of one person share. */
export const leadIdentified = eventType("lead/identified", {
  schema: z.object({
    accountId: z.uuid(),
    leadId: z.uuid(),
    run: z.number().int().positive(),
    connectionId: z.uuid(),
    provider: z.enum(CRM_PROVIDERS),
    personKey: z.string().min(1).max(64),
  }),
});

/** A connection's directory is to be read anew: its time has come, or (`isDoubted`) the CRM refused a record. */
export const directoryDue = eventType("connection/directory.due", {
  schema: z.object({ accountId: z.uuid(), connectionId: z.uuid(), isDoubted: z.boolean() }),
});
