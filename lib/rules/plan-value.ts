import type { FieldKey, FieldValue } from "@/lib/crm/types";
import type { MappingRow } from "@/lib/mapping/schema";
import { phoneDigitsMatch } from "@/lib/phone/phone-digits-match";
import { isBlankValue, isSameValue, toItems } from "./same-value";
import type { Rules } from "./schema";

/** Why a value is sent to the CRM, or is not. The first five are sent. */
type ChangeReason =
  | "created"
  | "row_always"
  | "update_all"
  | "was_empty"
  | "added"
  | "blank"
  | "equal"
  | "not_empty"
  | "row_never"
  | "update_nothing"
  | "creation_only";

/** One mapped value against what the CRM has: the old, the new, whether it is sent, and why. */
export type PlannedChange = {
  field: FieldKey;
  before: FieldValue | null;
  after: FieldValue;
  isSent: boolean;
  reason: ChangeReason;
};

const CREATION_ONLY: ReadonlySet<FieldKey> = new Set<FieldKey>([
  "contact.responsible",
  "deal.name",
  "deal.pipeline",
  "deal.stage",
  "deal.responsible",
]);

/** Fields that hold several values at once, and when two of them are one. What the CRM holds there is only ever added to. */
const LISTS: ReadonlyMap<FieldKey, (left: string, right: string) => boolean> = new Map([
  ["contact.phone", phoneDigitsMatch],
  ["contact.email", isSameText],
  ["contact.tags", isSameText],
  ["deal.tags", isSameText],
]);

/**
 * Decides whether one mapped value is sent, by the integration's update rule and the row's own policy. `existing` is
 * undefined when the record is about to be created.
 */
export function planValue(input: {
  field: FieldKey;
  incoming: FieldValue;
  policy: MappingRow["policy"];
  update: Rules["update"];
  existing: { value: FieldValue | null } | undefined;
}): PlannedChange {
  const { field, incoming, policy, existing } = input;
  const before = existing?.value ?? null;
  const sent = (reason: ChangeReason, after = incoming) => ({ field, before, after, isSent: true, reason });
  const kept = (reason: ChangeReason) => ({ field, before, after: incoming, isSent: false, reason });

  if (isBlankValue(incoming)) return kept("blank");
  if (!existing) return sent("created");
  if (policy !== "always" && CREATION_ONLY.has(field)) return kept("creation_only");

  const rule = policy === "inherit" ? input.update : RULE_OF_ROW[policy];
  if (rule === "nothing") return kept(policy === "never" ? "row_never" : "update_nothing");
  if (isBlankValue(before)) return sent("was_empty");

  const isSameItem = LISTS.get(field);
  const missing = isSameItem && missingItems(before, incoming, isSameItem);
  if (missing ? missing.length === 0 : isSameValue(before, incoming)) return kept("equal");
  if (rule === "if_empty") return kept("not_empty");
  if (missing) return sent("added", [...toItems(before), ...missing]);
  return sent(policy === "always" ? "row_always" : "update_all");
}

const RULE_OF_ROW = { always: "all", if_empty: "if_empty", never: "nothing" } as const satisfies Record<
  Exclude<MappingRow["policy"], "inherit">,
  Rules["update"]
>;

function missingItems(
  before: FieldValue,
  incoming: FieldValue,
  isSame: (left: string, right: string) => boolean,
): string[] {
  const held = toItems(before);
  return toItems(incoming).filter((item) => !held.some((known) => isSame(known, item)));
}

function isSameText(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
