import { CrmError } from "./error";

/**
 * The error of a create of several calls whose first one made the record: whoever tries again has to look for it, whatever the
 * call that failed says of itself.
 */
export function toHalfDone(error: unknown): unknown {
  if (!(error instanceof CrmError) || error.isOutcomeUnknown) return error;
  const { kind, code, provider, message, status, retryAfterSeconds, isBusy } = error;
  return new CrmError({ kind, code, provider, message, status, retryAfterSeconds, isBusy, isOutcomeUnknown: true });
}
