import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { JsonObject } from "@/lib/json";
import { accountPolicy, idColumn, timestamptz } from "./columns";

/** Who did what in an account. Rows are only added: the application may neither change nor delete them. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: idColumn(),
    accountId: uuid().notNull(),
    userId: uuid(),
    /** Noun and verb: `integration.published`, `hook.replaced`, `lead.replayed` … */
    action: text().notNull(),
    subjectId: text(),
    detail: jsonb().$type<JsonObject>(),
    at: timestamptz().notNull().defaultNow(),
  },
  (table) => [index("audit_log_account_idx").on(table.accountId, table.id), accountPolicy()],
);
