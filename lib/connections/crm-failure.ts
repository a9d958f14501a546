import { CrmError, type CrmErrorCode } from "@/lib/crm/error";

/** Why a CRM could not be used, as the page says it. */
export type CrmFailure = {
  ok: false;
  /**
   * `refused`: it does not accept the credentials; `unreachable`: there is no such CRM at the address, whatever the cause;
   * `busy`: it answers that it can not now; `rejected`: it said no for a reason of its own.
   */
  reason: "refused" | "unreachable" | "busy" | "rejected";
  /** The CRM's own words, where it said something. */
  words: string | null;
  retryAfterSeconds: number | null;
};

const CALLS_NOT_MADE: readonly CrmErrorCode[] = ["paused", "circuit_open", "budget"];

/**
 * What went wrong with a CRM, for whoever set it up; errors that are none of a CRM's are thrown on. Hosts that are closed,
 * filtered or something else than a CRM give the same answer, so that nobody can look around in a network through this.
 */
export function toCrmFailure(error: unknown): CrmFailure {
  if (!(error instanceof CrmError)) throw error;
  const { code, kind, retryAfterSeconds } = error;
  if (CALLS_NOT_MADE.includes(code)) return { ok: false, reason: "busy", words: null, retryAfterSeconds };
  if (code !== "status") return { ok: false, reason: "unreachable", words: null, retryAfterSeconds: null };
  const reason = kind === "hold" ? "refused" : kind === "reject" ? "rejected" : "busy";
  return { ok: false, reason, words: error.message, retryAfterSeconds };
}
