import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { createRoute } from "@/lib/auth/create-route";
import { listRecentEvents } from "@/lib/integrations/recent-events";

/** The last events of an integration, which the settings page tries the settings out on. */
export const GET = createRoute<{ id: string }>({
  role: "manager",
  async handler({ member: { accountId }, params }) {
    const id = z.uuid().safeParse(params.id);
    const recent = id.success
      ? await withAccount(accountId, (tx) => listRecentEvents(tx, { accountId, integrationId: id.data }))
      : { events: [], omitted: 0 };
    return Response.json(recent);
  },
});
