import { CrmError } from "./error";
import type { CreateAttempt, CrmProvider } from "./types";

/**
 * For a search that found nothing of a create whose answer was lost: throws `too_early` until the search shows all that was sent
 * till then, since a record that it does not show yet would be made a second time. Without an attempt nothing is too early.
 */
export function refuseTooEarly({
  provider,
  attempt,
  lagSeconds,
}: {
  provider: CrmProvider;
  attempt: CreateAttempt | undefined;
  /** How far the CRM's search may be behind. */
  lagSeconds: number;
}): void {
  if (!attempt) return;
  const leftMs = attempt.sentAt.getTime() + lagSeconds * 1000 - Date.now();
  if (leftMs <= 0) return;
  throw new CrmError({
    kind: "retry",
    code: "too_early",
    provider,
    message: "The search of the CRM does not show new records yet",
    retryAfterSeconds: Math.ceil(leftMs / 1000),
  });
}
