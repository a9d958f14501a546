import { pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { idColumn, ownAccountPolicy, timestamps, timestamptz } from "./columns";

export const plan = pgEnum("plan", ["free", "standard", "premium", "pro"]);

/** A tenant: everything below belongs to exactly one. */
export const accounts = pgTable(
  "accounts",
  {
    id: idColumn(),
    name: text().notNull(),
    plan: plan().notNull().default("free"),
    timeZone: text().notNull().default("Europe/Kyiv"),
    /** When somebody put the checklist of the first steps away. */
    stepsDismissedAt: timestamptz(),
    /** The user that made it. */
    createdBy: uuid(),
    ...timestamps,
  },
  () => [ownAccountPolicy()],
);
