export const LEAD_STATUSES = [
  "received",
  "processing",
  "delivered",
  "filtered",
  "skipped",
  "duplicate",
  "waiting",
  "held",
  "failed",
] as const;
export type LeadStatus = (typeof LEAD_STATUSES)[number];

/** Why a lead was skipped: its event is none that counts, it names nobody, or nobody was found and nothing may be created. */
export const SKIP_REASONS = ["not_a_lead", "no_identifier", "update_only"] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** The statuses that a lead may be stored with at first. */
export const FIRST_STATUSES = ["received", "skipped", "duplicate", "failed"] as const satisfies readonly LeadStatus[];

/**
 * Where a lead may go from each status; the database refuses the same changes by a trigger made from this table.
 *
 * A lead that came to an end goes on only by a replay, which puts it back into the queue. What needs no CRM, such as the
 * filter, ends a lead without its ever being `processing`.
 */
export const LEGAL_TRANSITIONS = {
  received: ["processing", "filtered", "skipped", "duplicate", "waiting", "held", "failed"],
  processing: ["received", "delivered", "filtered", "skipped", "waiting", "held", "failed"],
  waiting: ["received", "processing", "held", "failed"],
  held: ["received", "processing", "skipped", "failed"],
  delivered: ["received"],
  filtered: ["received"],
  skipped: ["received"],
  duplicate: ["received"],
  failed: ["received"],
} as const satisfies Record<LeadStatus, readonly LeadStatus[]>;

/** The statuses at which a lead's way has ended. */
export const FINAL_STATUSES = ["delivered", "filtered", "skipped", "duplicate", "failed"] as const;

/** Whether a lead's way has ended: only a replay starts it again. */
export function isFinal(status: LeadStatus): boolean {
  return FINAL_STATUSES.some((final) => final === status);
}

/** Whether a lead of status `from` may be given `to`. To stay as it is, is always allowed. */
export function canChangeStatus(from: LeadStatus, to: LeadStatus): boolean {
  const targets: readonly LeadStatus[] = LEGAL_TRANSITIONS[from];
  return from === to || targets.includes(to);
}
