import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { createRoute } from "@/lib/auth/create-route";
import { findLeadBody } from "@/lib/leads/queries";

/** The body as it was received, to download: it comes from outside, so that no browser may show or guess what it is. */
export const GET = createRoute<{ id: string }>({
  role: "manager",
  async handler({ member: { accountId }, params }) {
    const id = z.uuid().safeParse(params.id);
    const bytes = id.success && (await withAccount(accountId, (tx) => findLeadBody(tx, { accountId, id: id.data })));
    if (!bytes) return new Response(null, { status: 404 });
    return new Response(new Uint8Array(bytes), {
      headers: {
        "content-type": "application/octet-stream",
        "content-disposition": `attachment; filename="${id.data}.txt"`,
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
      },
    });
  },
});
