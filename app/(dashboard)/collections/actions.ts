"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { createAction } from "@/lib/action";
import { deleteCollection, saveCollection } from "@/lib/collections/mutations";
import { collectionSchema } from "@/lib/collections/schema";

/** Creates or changes a collection of managers. The form resolves against the same schema. */
export const storeCollection = createAction({
  role: "admin",
  input: z.object({ id: z.uuid().nullable(), collection: collectionSchema }),
  async handler({ id, collection }, { accountId, userId }) {
    const saved = await withAccount(accountId, (tx) =>
      saveCollection(tx, { accountId, userId, id, input: collection }),
    );
    // A taken name is an outcome that the form shows next to the field, so it is returned, not thrown.
    if (saved.ok) revalidatePath("/collections");
    return saved;
  },
});

/** Deletes a collection; integrations that used it fall back to the connection's default responsible. */
export const removeCollection = createAction({
  role: "admin",
  input: z.object({ id: z.uuid() }),
  async handler({ id }, { accountId, userId }) {
    const isDeleted = await withAccount(accountId, (tx) => deleteCollection(tx, { accountId, userId, id }));
    revalidatePath("/collections");
    return isDeleted ? ({ ok: true } as const) : ({ ok: false, reason: "not_found" } as const);
  },
});
