"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { createAction } from "@/lib/action";
import {
  createIntegration,
  deleteIntegration,
  renameIntegration,
  setIntegrationActive,
} from "@/lib/integrations/mutations";
import { integrationNameSchema } from "@/lib/integrations/schema";

/** Adds a SendPulse integration; the plan's limit is an outcome that the form shows. */
export const addIntegration = createAction({
  role: "admin",
  input: z.object({ name: integrationNameSchema }),
  async handler({ name }, { accountId, userId }) {
    const added = await withAccount(accountId, (tx) => createIntegration(tx, { accountId, userId, name }));
    if (added.ok) revalidatePath("/integrations");
    return added;
  },
});

/** Gives an integration another name. */
export const changeName = createAction({
  role: "admin",
  input: z.object({ id: z.uuid(), name: integrationNameSchema }),
  async handler({ id, name }, { accountId, userId }) {
    const renamed = await withAccount(accountId, (tx) => renameIntegration(tx, { accountId, userId, id, name }));
    revalidatePath("/integrations");
    return renamed;
  },
});

/** Switches an integration on or off. */
export const switchIntegration = createAction({
  role: "admin",
  input: z.object({ id: z.uuid(), isActive: z.boolean() }),
  async handler({ id, isActive }, { accountId, userId }) {
    const switched = await withAccount(accountId, (tx) =>
      setIntegrationActive(tx, { accountId, userId, id, isActive }),
    );
    revalidatePath("/integrations", "layout");
    return switched;
  },
});

/** Deletes an integration; its leads stay in the registry. */
export const removeIntegration = createAction({
  role: "admin",
  input: z.object({ id: z.uuid() }),
  async handler({ id }, { accountId, userId }) {
    const removed = await withAccount(accountId, (tx) => deleteIntegration(tx, { accountId, userId, id }));
    revalidatePath("/integrations");
    return removed;
  },
});
