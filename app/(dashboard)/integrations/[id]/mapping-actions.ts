"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { createAction } from "@/lib/action";
import { copyRows, listOtherIntegrations } from "@/lib/integrations/copy-rows";
import { mappingSchema } from "@/lib/mapping/schema";

/** The integrations that mapping rows can be copied to. */
export const listCopyTargets = createAction({
  role: "admin",
  input: z.object({ id: z.uuid() }),
  async handler({ id }, { accountId }) {
    return { ok: true, integrations: await withAccount(accountId, (tx) => listOtherIntegrations(tx, id)) } as const;
  },
});

/** Adds mapping rows to the draft of another integration; publishes nothing. */
export const copyMapping = createAction({
  role: "admin",
  input: z.object({ id: z.uuid(), rows: mappingSchema.min(1) }),
  async handler({ id, rows }, { accountId, userId }) {
    const copied = await withAccount(accountId, (tx) => copyRows(tx, { accountId, userId, id, rows }));
    if (copied.ok) revalidatePath(`/integrations/${id}`);
    return copied;
  },
});
