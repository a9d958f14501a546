import { cookies } from "next/headers";
import { createRoute } from "@/lib/auth/create-route";
import { authCookie } from "@/lib/auth/session-cookie";
import { finishConsent } from "@/lib/connections/consent";
import { getEnv } from "@/lib/env";

/** Where a vendor's consent page sends the browser back to: ends at the connection, or at the list with what went wrong. */
export const GET = createRoute<{ provider: string }>({
  role: "admin",
  async handler({ request, member: { accountId, userId }, params: { provider } }) {
    const { name, options } = authCookie("crm_consent");
    const jar = await cookies();
    const ticket = jar.get(name)?.value;
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const done = await finishConsent({ accountId, userId }, { provider, ticket, query });
    // It is good for one redirect; one that is not its own, as of an older tab, leaves it for that.
    if (done.ok || done.reason !== "expired") jar.set(name, "", { ...options, maxAge: 0 });

    const page = done.connectionId ? `/connections/${done.connectionId}` : "/connections";
    const target = new URL(page, getEnv().APP_URL);
    target.searchParams.set("consent", done.ok ? "given" : done.reason);
    return new Response(null, { status: 303, headers: { location: target.href } });
  },
});
