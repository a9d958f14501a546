import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { createRoute } from "@/lib/auth/create-route";
import { findLeadState } from "@/lib/leads/queries";

/** Where a lead is now, for its page to know when to read it again. */
export const GET = createRoute<{ id: string }>({
  role: "manager",
  async handler({ member: { accountId }, params }) {
    const id = z.uuid().safeParse(params.id);
    const state = id.success && (await withAccount(accountId, (tx) => findLeadState(tx, { accountId, id: id.data })));
    return state ? Response.json(state) : new Response(null, { status: 404 });
  },
});
