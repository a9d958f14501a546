import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { createRoute } from "@/lib/auth/create-route";
import { findLatestLead } from "@/lib/integrations/find-latest-lead";

/** The newest lead of an integration, asked for again and again by the page that waits for the first one. */
export const GET = createRoute<{ id: string }>({
  role: "manager",
  async handler({ member: { accountId }, params }) {
    const id = z.uuid().safeParse(params.id);
    const lead = id.success
      ? await withAccount(accountId, (tx) => findLatestLead(tx, { accountId, integrationId: id.data }))
      : null;
    return Response.json({ lead });
  },
});
