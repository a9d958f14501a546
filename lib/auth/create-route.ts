import "server-only";
import { unstable_rethrow } from "next/navigation";
import { getEnv } from "@/lib/env";
import { log } from "@/lib/log";
import { findMember } from "./find-member";
import { hasRole, type Role } from "./roles";
import { isSameOrigin } from "./same-origin";
import type { Member } from "./sessions";

type RouteContext<Params> = { params: Promise<Params> };

/**
 * A route handler for members: 401 for nobody, 403 for a role too weak or a change that comes from another site, 500
 * without a word about the inside when it throws. Answers are never kept in a cache.
 *
 * @example
 * export const GET = createRoute<{ id: string }>({ role: "manager", handler: async ({ member, params }) => Response.json(…) });
 */
export function createRoute<Params = Record<string, never>>({
  role,
  handler,
}: {
  role: Role;
  handler: (call: { request: Request; member: Member; params: Params }) => Promise<Response>;
}) {
  return async (request: Request, context: RouteContext<Params>): Promise<Response> => {
    const isChange = request.method !== "GET" && request.method !== "HEAD";
    if (isChange && !isSameOrigin(request.headers, getEnv().APP_URL)) return refuse(403, "forbidden");
    try {
      const member = await findMember();
      if (!member) return refuse(401, "signed_out");
      if (!hasRole(member.role, role)) return refuse(403, "forbidden");

      const response = await handler({ request, member, params: await context.params });
      if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
      return response;
    } catch (err) {
      unstable_rethrow(err);
      log.error({ err }, "request failed");
      return refuse(500, "unexpected");
    }
  };
}

function refuse(status: number, reason: string) {
  return Response.json({ ok: false, reason }, { status, headers: { "cache-control": "no-store" } });
}
