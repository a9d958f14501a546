import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { createRoute } from "@/lib/auth/create-route";
import { LEADS_PER_PAGE, listLeadChanges } from "@/lib/leads/list-leads";
import { registryFilterSchema } from "@/lib/leads/registry-filter";

const querySchema = z.object({
  first: z.uuid().nullable().catch(null),
  open: z
    .preprocess((text) => (typeof text === "string" ? text.split(",") : []), z.array(z.uuid()).max(LEADS_PER_PAGE))
    .catch([]),
});

/** What happened since a page of the registry was read. */
export const GET = createRoute({
  role: "manager",
  async handler({ request, member: { accountId, timeZone } }) {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const { first, open } = querySchema.parse(query);
    const filter = registryFilterSchema.parse(query);
    const changes = await withAccount(accountId, (tx) =>
      listLeadChanges(tx, { accountId, filter, timeZone, firstId: first, ids: open }),
    );
    return Response.json(changes);
  },
});
