import { foreignKey, index, integer, jsonb, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { CrmCall } from "@/lib/crm/types";
import type { JsonValue } from "@/lib/json";
import { accountPolicy, idColumn, timestamptz } from "./columns";
import { leads } from "./leads";

/** The stages of a lead's way, in their order. */
export const LEAD_STAGES = [
  "receive",
  "unwrap",
  "map",
  "standardise",
  "filter",
  "identify",
  "match",
  "decide",
  "assign",
  "write",
  "record",
] as const;

export const leadStepStage = pgEnum("lead_step_stage", LEAD_STAGES);
export const leadStepStatus = pgEnum("lead_step_status", ["done", "failed", "stopped"]);

/** One durable step of a lead's processing: what went in, what came out, and when. Rows are only added. */
export const leadSteps = pgTable(
  "lead_steps",
  {
    id: idColumn(),
    accountId: uuid().notNull(),
    leadId: uuid().notNull(),
    run: integer().notNull(),
    stage: leadStepStage().notNull(),
    /** Which write it was, for `write`: `create_contact`, `update_contact`, `create_deal`, `update_deal`, `create_task`. */
    name: text().notNull(),
    /** Counted from 1 within the run. */
    attempt: integer().notNull().default(1),
    /** `stopped`: the step ended the lead's way, for example a filter. */
    status: leadStepStatus().notNull(),
    input: jsonb().$type<JsonValue>(),
    output: jsonb().$type<JsonValue>(),
    error: jsonb().$type<JsonValue>(),
    crmCalls: jsonb().$type<CrmCall[]>(),
    startedAt: timestamptz().notNull(),
    durationMs: integer().notNull(),
  },
  (table) => [
    foreignKey({ columns: [table.accountId, table.leadId], foreignColumns: [leads.accountId, leads.id] }).onDelete(
      "cascade",
    ),
    index("lead_steps_lead_idx").on(table.accountId, table.leadId, table.id),
    accountPolicy(),
  ],
);
