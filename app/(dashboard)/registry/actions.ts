"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { createAction } from "@/lib/action";
import { replayLead } from "@/lib/leads/replay-lead";

/** Sends a lead that came to its end through everything again. */
export const replay = createAction({
  role: "manager",
  input: z.object({ leadId: z.uuid() }),
  async handler({ leadId }, member) {
    const replayed = await replayLead({ accountId: member.accountId, leadId, userId: member.userId });
    revalidatePath(`/registry/${leadId}`);
    return replayed;
  },
});
