"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { createAction } from "@/lib/action";
import {
  deleteTrialDeal,
  emptyTrialCrm,
  moveTrialDeal,
  saveTrialFaults,
  setTrialTaskDone,
} from "@/lib/trial-crm/mutations";
import { trialFaultsSchema } from "@/lib/trial-crm/schema";

const crm = z.object({ trialCrmId: z.uuid() });
const deal = crm.extend({ dealId: z.uuid() });

/** Moves a deal to a stage of any pipeline, as a salesperson would. */
export const moveDeal = createAction({
  role: "admin",
  input: deal.extend({ stageId: z.string().min(1).max(100) }),
  async handler(move, { accountId }) {
    const moved = await withAccount(accountId, (tx) => moveTrialDeal(tx, move));
    revalidatePath("/trial-crm", "layout");
    return moved;
  },
});

/** Deletes a deal with its tasks. */
export const deleteDeal = createAction({
  role: "admin",
  input: deal,
  async handler(input, { accountId }) {
    await withAccount(accountId, (tx) => deleteTrialDeal(tx, input));
    return { ok: true } as const;
  },
});

/** Marks a task as done, or not done again. */
export const setTaskDone = createAction({
  role: "admin",
  input: crm.extend({ taskId: z.uuid(), isDone: z.boolean() }),
  async handler(input, { accountId }) {
    await withAccount(accountId, (tx) => setTrialTaskDone(tx, input));
    revalidatePath("/trial-crm", "layout");
    return { ok: true } as const;
  },
});

/** Sets what goes wrong from the next call on; no fault at all when `faults` is empty. */
export const saveFaults = createAction({
  role: "admin",
  input: crm.extend({ faults: trialFaultsSchema }),
  async handler(input, { accountId }) {
    const isSaved = await withAccount(accountId, (tx) => saveTrialFaults(tx, input));
    revalidatePath("/trial-crm", "layout");
    return isSaved ? ({ ok: true } as const) : ({ ok: false, reason: "not_found" } as const);
  },
});

/** Deletes all contacts, deals and tasks. */
export const emptyCrm = createAction({
  role: "admin",
  input: crm,
  async handler({ trialCrmId }, { accountId }) {
    await withAccount(accountId, (tx) => emptyTrialCrm(tx, trialCrmId));
    revalidatePath("/trial-crm", "layout");
    return { ok: true } as const;
  },
});
