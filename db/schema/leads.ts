import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import type { JsonObject } from "@/lib/json";
import { LEAD_STATUSES, type LeadStatus } from "@/lib/leads/status";
import { bytea } from "./bytea";
import { accountPolicy, timestamps, timestamptz } from "./columns";
import { integrations } from "./integrations";
import { leadBodies } from "./lead-bodies";

/** `event`: a lead; `unreadable`: a body that could not be read, kept so that the customer sees what came. */
export const leadKind = pgEnum("lead_kind", ["event", "unreadable"]);

/** One event received by an integration; a row of the registry. The raw body is in `lead_bodies`, the parsed event in `lead_events`. */
export const leads = pgTable(
  "leads",
  {
    id: uuid().notNull().$defaultFn(uuidv7),
    accountId: uuid().notNull(),
    integrationId: uuid().notNull(),
    kind: leadKind().notNull().default("event"),
    /** Text and not an enum: equality of enums is not leakproof, so that under row-level security no index could find a status. */
    status: text().$type<LeadStatus>().notNull().default("received"),
    /** Why it has this status, as a code: `not_a_lead`, `crm_rejected`, `behind_person` … */
    reason: text(),
    /** What the reason's message needs, and the CRM's own words. No payload. */
    reasonDetail: jsonb().$type<JsonObject>(),
    bodyId: uuid(),
    /** Which element of the body's array it is. */
    bodyIndex: integer().notNull().default(0),
    receivedAt: timestamptz().notNull().defaultNow(),
    /** The first lead that this one repeats. */
    duplicateOfId: uuid(),
    /** A test event sent from the settings page. */
    isTest: boolean().notNull().default(false),
    /** How often it was started: 1, and one more for each replay. */
    run: integer().notNull().default(1),
    /** The settings it began with. */
    version: integer(),
    connectionId: uuid(),
    service: text(),
    title: text(),
    name: text(),
    phone: text(),
    email: text(),
    /** SendPulse's `bot.id` and `contact.id`: later events of the same pair complete a lead that is held until identified. */
    botId: text(),
    botContactId: text(),
    plan: text(),
    attempts: integer().notNull().default(0),
    nextTryAt: timestamptz(),
    responsibleId: text(),
    responsibleName: text(),
    contactId: text(),
    contactUrl: text(),
    dealId: text(),
    dealUrl: text(),
    taskId: text(),
    taskUrl: text(),
    finishedAt: timestamptz(),
    ...timestamps,
  },
  (table) => [
    // With the account first, so that no plan can wander through other accounts' leads to find one account's newest.
    primaryKey({ columns: [table.accountId, table.id] }),
    foreignKey({
      columns: [table.accountId, table.integrationId],
      foreignColumns: [integrations.accountId, integrations.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.accountId, table.bodyId],
      foreignColumns: [leadBodies.accountId, leadBodies.id],
    }),
    check(
      "leads_status_check",
      sql`${table.status} in (${sql.raw(LEAD_STATUSES.map((status) => `'${status}'`).join(", "))})`,
    ),
    // The registry pages through these by id, newest first, without touching the table (see docs/registry-plans.md).
    index("leads_registry_status_idx").on(table.accountId, table.status, table.id),
    index("leads_registry_integration_idx").on(
      table.accountId,
      table.integrationId,
      table.status,
      table.id,
      table.connectionId,
    ),
    index("leads_registry_connection_idx").on(table.accountId, table.connectionId, table.status, table.id),
    // What the worker's sweeps look for: everything that is not at its end. Small, however many leads there are.
    index("leads_open_idx").on(table.updatedAt).where(sql`status in ('received', 'processing', 'waiting', 'held')`),
    index("leads_held_pair_idx")
      .on(table.accountId, table.integrationId, table.botId, table.botContactId)
      .where(sql`status = 'held'`),
    accountPolicy(),
  ],
);

/** The parsed event of a lead: the root of every path. */
export const leadEvents = pgTable(
  "lead_events",
  {
    leadId: uuid().primaryKey(),
    accountId: uuid().notNull(),
    event: jsonb().$type<JsonObject>().notNull(),
  },
  (table) => [
    foreignKey({ columns: [table.accountId, table.leadId], foreignColumns: [leads.accountId, leads.id] }).onDelete(
      "cascade",
    ),
    accountPolicy(),
  ],
);

/** The first lead of each event within the repeat window. */
export const eventFingerprints = pgTable(
  "event_fingerprints",
  {
    accountId: uuid().notNull(),
    integrationId: uuid().notNull(),
    /** SHA-256 of the event's canonical JSON, `date` included. */
    fingerprint: bytea().notNull(),
    leadId: uuid().notNull(),
    seenAt: timestamptz().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.integrationId, table.fingerprint] }),
    foreignKey({
      columns: [table.accountId, table.integrationId],
      foreignColumns: [integrations.accountId, integrations.id],
    }).onDelete("cascade"),
    index("event_fingerprints_seen_idx").on(table.seenAt),
    accountPolicy(),
  ],
);
