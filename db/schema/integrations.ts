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
