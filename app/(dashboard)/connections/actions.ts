"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { createAction } from "@/lib/action";
import {
  addConnection,
  checkConnection,
  deleteConnection,
  editConnection,
  reconnectConnection,
  refreshDirectory,
} from "@/lib/connections/mutations";
import { connectionNameSchema, connectionSettingsSchema, newConnectionSchema } from "@/lib/connections/schema";

const connectionId = z.uuid();

/** Adds a connection whose CRM accepts the credentials. */
export const createConnection = createAction({
  role: "admin",
  input: newConnectionSchema,
  async handler(connection, { accountId, userId }) {
    const added = await addConnection({ accountId, userId }, connection);
    if (added.ok) revalidatePath("/connections");
    return added;
  },
});

/** Asks the CRM whether it still accepts the credentials. */
export const verifyConnection = createAction({
  role: "admin",
  input: z.object({ connectionId }),
  async handler(input, { accountId }) {
    const checked = await checkConnection({ accountId, ...input });
    revalidatePath("/connections", "layout");
    return checked;
  },
});

/** Reads users, pipelines and fields anew. */
export const rereadDirectory = createAction({
  role: "admin",
  input: z.object({ connectionId }),
  async handler(input, { accountId }) {
    const read = await refreshDirectory({ accountId, ...input });
    revalidatePath("/connections", "layout");
    return read.ok ? ({ ok: true } as const) : read;
  },
});

/** Gives a connection another name and default responsible. */
export const saveConnection = createAction({
  role: "admin",
  input: z.object({ connectionId, name: connectionNameSchema, defaultUserId: z.string().max(200) }),
  async handler({ defaultUserId, ...change }, { accountId }) {
    const saved = await withAccount(accountId, (tx) =>
      editConnection(tx, { ...change, defaultUserId: defaultUserId || null }),
    );
    revalidatePath("/connections", "layout");
    return saved;
  },
});

/** Gives a connection other credentials; a secret left blank stays as it is. */
export const replaceCredentials = createAction({
  role: "admin",
  input: z.object({ connectionId, settings: connectionSettingsSchema }),
  async handler(input, { accountId, userId }) {
    const saved = await reconnectConnection({ accountId, userId, ...input });
    revalidatePath("/connections", "layout");
    return saved;
  },
});

/** Deletes a connection that no integration uses. */
export const removeConnection = createAction({
  role: "admin",
  input: z.object({ connectionId }),
  async handler(input, { accountId, userId }) {
    const removed = await withAccount(accountId, (tx) => deleteConnection(tx, { accountId, userId, ...input }));
    revalidatePath("/connections");
    return removed;
  },
});
