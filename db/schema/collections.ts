import { bigint, boolean, foreignKey, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { accountPolicy, idColumn, timestamps, timestamptz } from "./columns";
import { connections } from "./connections";

/** A prepared list of responsibles of one connection, with a way to share leads out. */
export const collections = pgTable(
  "collections",
  {
    id: idColumn(),
    accountId: uuid().notNull(),
    connectionId: uuid().notNull(),
    name: text().notNull(),
    strategy: text().$type<"round_robin">().notNull().default("round_robin"),
    /** Turns given so far; taken and raised in one statement. */
    turn: bigint({ mode: "number" }).notNull().default(0),
    deletedAt: timestamptz(),
    ...timestamps,
  },
  (table) => [
    unique("collections_account_id_key").on(table.accountId, table.id),
    foreignKey({
      columns: [table.accountId, table.connectionId],
      foreignColumns: [connections.accountId, connections.id],
    }).onDelete("cascade"),
    accountPolicy(),
  ],
);

/** One responsible of a collection; `position` is the order of turns, from 0. */
export const collectionMembers = pgTable(
  "collection_members",
  {
    accountId: uuid().notNull(),
    collectionId: uuid().notNull(),
    /** The user's id in the CRM. */
    crmUserId: text().notNull(),
    position: integer().notNull(),
    isActive: boolean().notNull().default(true),
  },
  (table) => [
    primaryKey({ columns: [table.collectionId, table.crmUserId] }),
    foreignKey({
      columns: [table.accountId, table.collectionId],
      foreignColumns: [collections.accountId, collections.id],
    }).onDelete("cascade"),
    accountPolicy(),
  ],
);
