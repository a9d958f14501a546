import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import type { IntegrationSettings } from "@/lib/integrations/schema";
import { accounts } from "./accounts";
import { accountPolicy, idColumn, timestamps, timestamptz } from "./columns";

/** One source with its own webhook address and settings. */
export const integrations = pgTable(
  "integrations",
  {
    id: idColumn(),
    accountId: uuid().notNull(),
    source: text().$type<"sendpulse">().notNull().default("sendpulse"),
    name: text().notNull(),
    isActive: boolean().notNull().default(true),
    /** The version of the settings that new leads begin with. */
    version: integer().notNull().default(1),
    lastLeadAt: timestamptz(),
    deletedAt: timestamptz(),
    ...timestamps,
  },
  (table) => [
    unique("integrations_account_id_key").on(table.accountId, table.id),
    foreignKey({ columns: [table.accountId], foreignColumns: [accounts.id] }).onDelete("cascade"),
    index("integrations_account_idx").on(table.accountId, table.name),
    accountPolicy(),
  ],
);

/** The settings of an integration, numbered from 1; a row is never changed. */
export const integrationVersions = pgTable(
  "integration_versions",
  {
    accountId: uuid().notNull(),
    integrationId: uuid().notNull(),
    version: integer().notNull(),
    settings: jsonb().$type<IntegrationSettings>().notNull(),
    /** The version whose settings were brought back, when this one is a roll-back. */
    restoredFrom: integer(),
    createdBy: uuid(),
    createdAt: timestamptz().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.integrationId, table.version] }),
    foreignKey({
      columns: [table.accountId, table.integrationId],
      foreignColumns: [integrations.accountId, integrations.id],
    }).onDelete("cascade"),
    accountPolicy(),
  ],
);

/**
 * The edits of an integration's settings that are not published yet: one draft for all who may edit, since they work on one page.
 * It ends with the next version, so that its edits always begin from the published one.
 * Each save gives it another `revision`, so that whoever saves over somebody else's finds out first.
 */
export const integrationDrafts = pgTable(
  "integration_drafts",
  {
    accountId: uuid().notNull(),
    integrationId: uuid().primaryKey(),
    revision: uuid().notNull().$defaultFn(uuidv7),
    name: text().notNull(),
    settings: jsonb().$type<IntegrationSettings>().notNull(),
    updatedBy: uuid(),
    ...timestamps,
  },
  (table) => [
    foreignKey({
      columns: [table.accountId, table.integrationId],
      foreignColumns: [integrations.accountId, integrations.id],
    }).onDelete("cascade"),
    accountPolicy(),
  ],
);
