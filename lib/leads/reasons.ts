/**
 * Why a lead has its status; each has a message in the `leads` namespace.
 *
 * `skipped`: not_a_lead, no_identifier, update_only · `filtered`: condition_failed · `held`: no_connection,
 * connection_broken, connection_disabled, awaiting_identifier · `waiting`: behind_person, crm_unavailable ·
 * `failed`: crm_rejected, retries_exhausted, internal_error, unreadable_body.
 */
export const LEAD_REASONS = [
  "not_a_lead",
  "no_identifier",
  "update_only",
  "condition_failed",
  "no_connection",
  "connection_broken",
  "connection_disabled",
  "awaiting_identifier",
  "behind_person",
  "crm_unavailable",
  "crm_rejected",
  "retries_exhausted",
  "internal_error",
] as const;
export type LeadReason = (typeof LEAD_REASONS)[number];
