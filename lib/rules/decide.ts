import type { SkipReason } from "@/lib/leads/status";
import type { Rules } from "./schema";

/** The writes that a plan may hold, named as their steps are. */
export const PLAN_WRITES = ["create_contact", "update_contact", "create_deal", "update_deal", "create_task"] as const;
export type PlanWrite = (typeof PLAN_WRITES)[number];

/** Who gets what the plan creates. From a contact or a deal it is the owner found in the CRM, who takes no turn; null when it has none. */
export type PlannedResponsible = { from: "collection" } | { from: "contact" | "deal"; userId: string | null };

/** What is done with a lead, as plain data. `kind` says it as one word, `writes` in order; `responsible` is null when nothing is created. */
export type Plan =
  | { kind: "create_contact_and_deal"; writes: ["create_contact", "create_deal"]; responsible: { from: "collection" } }
  | { kind: "skip"; writes: []; reason: Extract<SkipReason, "update_only">; responsible: null }
  | {
      kind: "update_contact_create_deal";
      writes: ["update_contact", "create_deal"];
      contactId: string;
      responsible: PlannedResponsible;
    }
  | { kind: "update_contact"; writes: ["update_contact"]; contactId: string; responsible: null }
  | {
      kind: "update_deal_create_task";
      writes: ["update_contact", "update_deal", "create_task"];
      contactId: string;
      dealId: string;
      responsible: PlannedResponsible;
    }
  | {
      kind: "update_deal";
      writes: ["update_contact", "update_deal"];
      contactId: string;
      dealId: string;
      responsible: null;
    };

type Owned = { id: string; responsibleId: string | null };

/**
 * Decides what is done with a lead by what the CRM has of its person and by the integration's rules. Six outcomes and no
 * more; a contact that was matched is never created again, and a deal and a task are never created together.
 *
 * A deal without a contact means nothing and is passed over.
 */
export function decide(input: {
  contact: Owned | null;
  activeDeal: Owned | null;
  rules: Pick<Rules, "isDealForbidden" | "isTaskForbidden">;
}): Plan {
  const { contact, activeDeal, rules } = input;

  if (!contact && rules.isDealForbidden) return { kind: "skip", writes: [], reason: "update_only", responsible: null };
  if (!contact) {
    return {
      kind: "create_contact_and_deal",
      writes: ["create_contact", "create_deal"],
      responsible: { from: "collection" },
    };
  }

  const contactId = contact.id;
  if (!activeDeal && rules.isDealForbidden) {
    return { kind: "update_contact", writes: ["update_contact"], contactId, responsible: null };
  }
  if (!activeDeal) {
    return {
      kind: "update_contact_create_deal",
      writes: ["update_contact", "create_deal"],
      contactId,
      responsible: { from: "contact", userId: contact.responsibleId },
    };
  }

  const dealId = activeDeal.id;
  if (rules.isTaskForbidden) {
    return { kind: "update_deal", writes: ["update_contact", "update_deal"], contactId, dealId, responsible: null };
  }
  return {
    kind: "update_deal_create_task",
    writes: ["update_contact", "update_deal", "create_task"],
    contactId,
    dealId,
    responsible: { from: "deal", userId: activeDeal.responsibleId },
  };
}
