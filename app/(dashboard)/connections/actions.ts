"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { createAction } from "@/lib/action";
import { authCookie } from "@/lib/auth/session-cookie";
import { CONSENT_MINUTES_MAX, startConsent } from "@/lib/connections/consent";
import {
  addConnection,
  checkConnection,
  deleteConnection,
  editConnection,
  reconnectConnection,
  refreshDirectory,
} from "@/lib/connections/mutations";
import { connectionNameSchema, connectionSettingsSchema, newConnectionSchema } from "@/lib/connections/schema";
import { CRM_PROVIDERS } from "@/lib/crm/types";

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

/** Begins the vendor's own consent: where the browser goes next. A blank `connectionId` adds a connection. */
export const beginConsent = createAction({
  role: "admin",
  input: z.object({
    provider: z.enum(CRM_PROVIDERS),
    connectionId: connectionId.nullable(),
    name: connectionNameSchema,
    settings: connectionSettingsSchema,
  }),
  async handler(wish, { accountId, userId }) {
    const started = startConsent({ accountId, userId }, wish);
    if (!started.ok) return started;
    const { name, options } = authCookie("crm_consent");
    (await cookies()).set(name, started.ticket, { ...options, maxAge: CONSENT_MINUTES_MAX * 60 });
    return { ok: true, url: started.url } as const;
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
