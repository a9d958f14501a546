import type { CrmCall } from "@/lib/crm/types";
import type { LeadPlan, RecordLink } from "@/lib/delivery/lead-work";
import type { SettingsIssue } from "@/lib/integrations/validate-settings";
import type { JsonObject } from "@/lib/json";
import type { LeadReason } from "@/lib/leads/reasons";
import type { LeadStep } from "@/lib/leads/record-step";
import type { LeadStatus } from "@/lib/leads/status";

/** Characters of a text that is tried, far more than an event of SendPulse has. */
export const DRY_TEXT_CHARS_MAX = 200_000;

/** The event to try: one that is stored, or the text of one, as a webhook would send it. */
export type DryEvent = { leadId: string } | { text: string };

/** One stage of the way, as the trace of a delivered lead has it; times in milliseconds. */
export type DryStep = Pick<LeadStep, "stage" | "status" | "durationMs"> & {
  input: unknown;
  output: unknown;
  crmCalls: CrmCall[];
};

/** What the lead's status would be after the first try. */
export type DryEnd = {
  status: Extract<LeadStatus, "delivered" | "skipped" | "filtered" | "held" | "waiting" | "failed">;
  reason: LeadReason | null;
  detail: JsonObject | null;
};

/** Why the CRM could not be asked, in the words of `CrmFailure`; `timeout`: it took longer than a dry run may. */
export type DryFailure = {
  reason: "refused" | "unreachable" | "busy" | "rejected" | "timeout";
  /** The CRM's own words. */
  words: string | null;
};

/** What a lead would go through, with nothing written. Plain data. */
export type DryRun = {
  /** In their order, as far as the way went. */
  steps: DryStep[];
  end: DryEnd;
  /** Null when the way ended before a plan. */
  plan: LeadPlan | null;
  /** The contact and deal that the CRM has. */
  found: { contact: RecordLink | null; deal: RecordLink | null };
  failure: DryFailure | null;
  /** Events of the text beyond the first, which alone is tried. */
  moreEvents: number;
  durationMs: number;
};

export type DryRunResult =
  | { ok: true; run: DryRun }
  | { ok: false; reason: "invalid_settings"; issues: SettingsIssue[] }
  | { ok: false; reason: "not_found" | "unreadable_event" }
  | { ok: false; reason: "too_many"; retryAfterSeconds: number };
