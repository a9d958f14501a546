"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { createAction } from "@/lib/action";
import { apiTokenNameSchema, newApiTokenSchema } from "@/lib/api/token-schema";
import { createApiToken, renameApiToken, revokeApiToken } from "@/lib/api/tokens";

/** Makes a token and gives it to the browser, this one time. */
export const addToken = createAction({
  role: "admin",
  input: newApiTokenSchema,
  async handler(values, { accountId, userId }) {
    const { token } = await withAccount(accountId, (tx) => createApiToken(tx, { accountId, userId, ...values }));
    revalidatePath("/settings/api");
    return { ok: true, token } as const;
  },
});

/** Gives a token another name. */
export const renameToken = createAction({
  role: "admin",
  input: z.object({ id: z.uuid(), name: apiTokenNameSchema }),
  async handler(values, { accountId, userId }) {
    const isRenamed = await withAccount(accountId, (tx) => renameApiToken(tx, { accountId, userId, ...values }));
    revalidatePath("/settings/api");
    return isRenamed ? ({ ok: true } as const) : ({ ok: false, reason: "not_found" } as const);
  },
});

/** Ends a token at once. One that was ended meanwhile is as good. */
export const revokeToken = createAction({
  role: "admin",
  input: z.object({ id: z.uuid() }),
  async handler({ id }, { accountId, userId }) {
    await withAccount(accountId, (tx) => revokeApiToken(tx, { accountId, userId, id }));
    revalidatePath("/settings/api");
    return { ok: true } as const;
  },
});
