import { foreignKey, index, jsonb, pgEnum, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import type { CrmGone } from "@/lib/crm/note-gone";
import type { CrmAccount, CrmDirectory, CrmProvider } from "@/lib/crm/types";
import { accounts } from "./accounts";
import { accountPolicy, idColumn, timestamps, timestamptz } from "./columns";

/** `connected`: works; `broken`: the CRM refuses the credentials and leads wait; `disabled`: switched off by hand. */
export const connectionStatus = pgEnum("connection_status", ["connected", "broken", "disabled"]);

/** Credentials and cached directory of one CRM. */
export const connections = pgTable(
  "connections",
  {
    id: idColumn(),
    accountId: uuid().notNull(),
    provider: text().$type<CrmProvider>().notNull(),
    name: text().notNull(),
    status: connectionStatus().notNull().default("connected"),
    /** The CRM's own words, when broken. */
    brokenReason: text(),
    brokenAt: timestamptz(),
    /** The settings with their secrets, sealed by `sealCredentials`: AES-256-GCM, account and connection id as associated data. */
    sealedSettings: text().notNull(),
    /** Which key sealed them. */
    keyId: text().notNull(),
    crmAccount: jsonb().$type<CrmAccount>(),
    directory: jsonb().$type<CrmDirectory>(),
    directoryAt: timestamptz(),
    /** What the directory had once and has no longer, for warnings that name it. */
    gone: jsonb().$type<CrmGone[]>().notNull().default([]),
    /** Responsible when an integration has no collection. */
    defaultUserId: text(),
    deletedAt: timestamptz(),
    ...timestamps,
  },
  (table) => [
    unique("connections_account_id_key").on(table.accountId, table.id),
    foreignKey({ columns: [table.accountId], foreignColumns: [accounts.id] }).onDelete("cascade"),
    index("connections_account_idx").on(table.accountId, table.name),
    accountPolicy(),
  ],
);
