import { cookies } from "next/headers";
import { createRoute } from "@/lib/auth/create-route";
import { authCookie } from "@/lib/auth/session-cookie";
import { finishConsent } from "@/lib/connections/consent";
import { getEnv } from "@/lib/env";

const finish = createRoute<{ provider: string }>({
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
    return goTo(`${page}?consent=${done.ok ? "given" : done.reason}`);
  },
});

/**
 * Where a vendor's consent page sends the browser back to: ends at the connection, or at the list with what went wrong. Whoever
 * was signed out meanwhile signs in and begins again.
 */
export async function GET(...call: Parameters<typeof finish>): Promise<Response> {
  const response = await finish(...call);
  const next = encodeURIComponent("/connections?consent=expired");
  return response.status === 401 ? goTo(`/sign-in?next=${next}`) : response;
}

function goTo(path: string) {
  return new Response(null, { status: 303, headers: { location: new URL(path, getEnv().APP_URL).href } });
}
