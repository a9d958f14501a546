/**
 * Why a lead has its status; the namespace `registry` has each in words.
 *
 * `skipped`: not_a_lead, no_identifier, update_only, integration_inactive, no_events · `filtered`: condition_failed ·
 * `held`: no_connection, connection_broken, connection_disabled, awaiting_identifier · `waiting`: behind_person,
 * crm_unavailable · `failed`: crm_rejected, retries_exhausted, internal_error, unreadable_body, body_too_large,
 * unsupported_type.
 */
export const LEAD_REASONS = [
  "not_a_lead",
  "no_identifier",
  "update_only",
  "integration_inactive",
  "no_events",
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
  "unreadable_body",
  "body_too_large",
  "unsupported_type",
] as const;
export type LeadReason = (typeof LEAD_REASONS)[number];
