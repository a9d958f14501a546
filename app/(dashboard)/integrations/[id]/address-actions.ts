"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { createAction } from "@/lib/action";
import { markHookCopied, replaceHook } from "@/lib/integrations/hooks";

/** Gives an integration a new webhook address; the old one goes on for 24 hours. */
export const replaceAddress = createAction({
  role: "admin",
  input: z.object({ id: z.uuid() }),
  async handler({ id }, { accountId, userId }) {
    const hookId = await withAccount(accountId, (tx) => replaceHook(tx, { accountId, userId, integrationId: id }));
    if (!hookId) return { ok: false, reason: "not_found" } as const;
    revalidatePath(`/integrations/${id}`);
    return { ok: true } as const;
  },
});

/** Notes that the address was copied. */
export const noteCopy = createAction({
  role: "admin",
  input: z.object({ id: z.uuid() }),
  async handler({ id }, { accountId }) {
    await withAccount(accountId, (tx) => markHookCopied(tx, { integrationId: id }));
    return { ok: true } as const;
  },
});
