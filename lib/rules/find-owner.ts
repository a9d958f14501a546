import type { CrmUser } from "@/lib/crm/types";
import type { PlannedResponsible } from "./decide";

/** `assign`: the collection has to say who; `because` is null when the plan meant it so from the start. */
export type Owner =
  | { kind: "owner"; from: "contact" | "deal"; userId: string }
  | { kind: "assign"; because: "owner_missing" | "owner_inactive" | "owner_unknown" | null };

/**
 * Who the plan's new records belong to: the owner that the CRM names, as long as that user is active there. One who is
 * inactive, gone or not set leaves it to the collection, with the reason.
 */
export function findOwner(responsible: PlannedResponsible, users: readonly CrmUser[]): Owner {
  if (responsible.from === "collection") return { kind: "assign", because: null };
  if (!responsible.userId) return { kind: "assign", because: "owner_missing" };

  const user = users.find(({ id }) => id === responsible.userId);
  if (!user) return { kind: "assign", because: "owner_unknown" };
  if (!user.isActive) return { kind: "assign", because: "owner_inactive" };
  return { kind: "owner", from: responsible.from, userId: user.id };
}
