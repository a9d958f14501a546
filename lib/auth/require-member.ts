import "server-only";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { findMember } from "./find-member";
import { PATH_HEADER } from "./path-header";
import { hasRole, type Role } from "./roles";
import type { Member } from "./sessions";

/**
 * The member who asks for a page. Nobody signed in: goes to the sign-in and comes back after it. A role too weak: the page
 * that says so, with status 403.
 *
 * @example
 * const member = await requireMember("admin");
 */
export async function requireMember(role: Role = "manager"): Promise<Member> {
  const member = await findMember();
  if (!member) return redirect(`/sign-in?next=${encodeURIComponent((await headers()).get(PATH_HEADER) ?? "/")}`);
  if (!hasRole(member.role, role)) return forbidden();
  return member;
}
