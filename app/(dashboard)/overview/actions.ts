"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { setStepsDismissed } from "@/lib/accounts/mutations";
import { createAction } from "@/lib/action";

/** Puts the checklist of the first steps away, or brings it back, for everybody in the account. */
export const dismissSteps = createAction({
  role: "admin",
  input: z.object({ isDismissed: z.boolean() }),
  async handler({ isDismissed }, { accountId }) {
    await withAccount(accountId, (tx) => setStepsDismissed(tx, { accountId, isDismissed }));
    revalidatePath("/overview");
    return { ok: true } as const;
  },
});
