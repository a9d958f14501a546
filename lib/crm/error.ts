import type { CrmErrorKind, CrmProvider } from "./types";

/**
 * What happened, as a code that a page can put into words: `status`: the CRM said no; `network`, `timeout`, `redirect`,
 * `too_large`, `shape`: no answer that could be used; `address`: the host may not be called; `paused`: the call was not
 * made, because the CRM asked to wait; `circuit_open`: not made, because nearly all calls of the last minutes failed; `budget`: not
 * made, because the day's budget of the connection is used up; `too_early`: the
 * CRM's search does not show yet whether a write was done whose answer was lost.
 */
export type CrmErrorCode =
  | "status"
  | "network"
  | "timeout"
  | "redirect"
  | "too_large"
  | "shape"
  | "address"
  | "paused"
  | "circuit_open"
  | "budget"
  | "too_early";

export type CrmErrorDetails = {
  kind: CrmErrorKind;
  code: CrmErrorCode;
  provider: CrmProvider;
  /** The CRM's own words, or what went wrong on the way; already without secrets and personal data. */
  message: string;
  status?: number | null;
  retryAfterSeconds?: number | null;
  isOutcomeUnknown?: boolean;
  /** The CRM works, and is asked too often. */
  isBusy?: boolean;
};

/**
 * A call to a CRM that failed. `kind` says what to do about it, and was decided where the HTTP status was known.
 *
 * `message` is safe to store and to show: no secret, no phone or e-mail, at most 2 kB. There is no `cause`, since the
 * errors below hold addresses and headers.
 */
export class CrmError extends Error {
  override readonly name = "CrmError";
  readonly kind: CrmErrorKind;
  readonly code: CrmErrorCode;
  readonly provider: CrmProvider;
  readonly status: number | null;
  /** How long the CRM asked to wait. */
  readonly retryAfterSeconds: number | null;
  /** True when a write may have been done although no answer came: look before writing again. */
  readonly isOutcomeUnknown: boolean;
  /** True when the CRM works and asks for fewer calls. */
  readonly isBusy: boolean;

  constructor(details: CrmErrorDetails) {
    super(details.message);
    this.kind = details.kind;
    this.code = details.code;
    this.provider = details.provider;
    this.status = details.status ?? null;
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
    this.isOutcomeUnknown = details.isOutcomeUnknown ?? false;
    this.isBusy = details.isBusy ?? details.status === 429;
  }
}

/** Whether the CRM said that the record is not there. */
export function isNotFound(error: unknown): boolean {
  return error instanceof CrmError && (error.status === 404 || error.status === 410);
}
