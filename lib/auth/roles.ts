/** Roles of members, the strongest first. Each may do what the ones after it may. */
export const ROLES = ["owner", "admin", "manager"] as const;
export type Role = (typeof ROLES)[number];

/** Whether somebody with role `has` may do what needs role `needed`. */
export function hasRole(has: Role, needed: Role): boolean {
  return ROLES.indexOf(has) <= ROLES.indexOf(needed);
}
