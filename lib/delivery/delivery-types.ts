import type { CrmContact, CrmDeal, CrmProvider, FieldKey, FieldValue, Identifier } from "@/lib/crm/types";
import type { MappingRow } from "@/lib/mapping/schema";

/** One attempt at a durable step of one lead, as the function that runs it says. */
export type DeliveryTask = {
  accountId: string;
  leadId: string;
  /** Which start of the lead: 1, and one more for each replay. */
  run: number;
  provider: CrmProvider;
  /** The engine's run; another run may not go on while this one lives. */
  runId: string;
  /** Counted from 1. */
  attempt: number;
  attemptsMax: number;
};

/** A lead whose turn it is; the data of a `lead/identified` event. */
export type NextLead = {
  accountId: string;
  leadId: string;
  run: number;
  connectionId: string;
  provider: CrmProvider;
  personKey: string;
};

/** Why a step did not give its result. Everything is stored already; the function has to end or to come back. */
export type StepStop =
  /** Come back after so long. */
  | { outcome: "retry"; delaySeconds: number }
  /** The lead waits in its place (behind another of the same person, or until its connection works). */
  | { outcome: "waiting" | "held" }
  /** The lead is at its end; `next` are those that waited for it. */
  | { outcome: "failed" | "skipped" | "delivered"; reason: string | null; next: NextLead[] }
  /** Nothing to do: no such lead, already done, or another run works on it. */
  | { outcome: "gone" };

/** What preparing gives the delivery: mapped and standardised values. Kept in `lead_work.prepared`. */
export type PreparedLead = {
  run: number;
  /** Settings of the integration that it was prepared with. */
  version: number;
  integrationId: string;
  integrationName: string;
  identifiers: Identifier[];
  values: Record<FieldKey, FieldValue>;
  policies: Record<FieldKey, MappingRow["policy"]>;
  taskText: string;
};

/** Whom the CRM knows: kept in `lead_work.match`. */
export type LeadMatch = {
  run: number;
  contact: CrmContact | null;
  deal: CrmDeal | null;
  /** Every open deal that the contact had, so that one made by a write with unknown outcome is recognised. */
  knownDealIds: string[];
  /** The e-mail leads to another contact than the phone, which won. */
  hasConflict: boolean;
};
