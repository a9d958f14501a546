import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { createRoute } from "@/lib/auth/create-route";
import { findEditBasis } from "@/lib/integrations/edit-state";

/** What an integration's settings stand on now, asked for again and again by the pages that edit them. */
export const GET = createRoute<{ id: string }>({
  role: "admin",
  async handler({ member: { accountId }, params }) {
    const id = z.uuid().safeParse(params.id);
    const basis = id.success ? await withAccount(accountId, (tx) => findEditBasis(tx, id.data)) : null;
    return Response.json({ basis });
  },
});
