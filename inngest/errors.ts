import { NonRetriableError, RetryAfterError } from "inngest";
import type { StepStop } from "@/lib/delivery/delivery-types";
import { log } from "@/lib/log";

type Retry = Extract<StepStop, { outcome: "retry" }>;

/**
 * Runs a durable step the way Inngest has it: one that is to be tried again fails, and Inngest keeps the time.
 *
 * Inngest stores errors, and those of a database quote the values they are about; so it gets the kind of an error alone, and
 * the log the rest.
 */
export async function runStep<T extends { outcome: string }>(
  ids: { leadId: string; step: string },
  work: () => Promise<T | Retry>,
): Promise<T> {
  let result: T | Retry;
  try {
    result = await work();
  } catch (error) {
    throw toSafeError(ids, error);
  }
  if (isRetry(result)) {
    throw new RetryAfterError(
      "The CRM could not be used; the lead waits for its next try",
      result.delaySeconds * 1_000,
    );
  }
  return result;
}

/** Logs an unexpected error, and gives one that tells nothing of a person. */
export function toSafeError(ids: Record<string, unknown>, error: unknown): Error {
  log.error({ err: error, ...ids }, "A step failed");
  const code = error instanceof Error && "code" in error ? ` ${String(error.code)}` : "";
  return new Error(`The step failed: ${error instanceof Error ? error.name : typeof error}${code}`);
}

/** Ends a run as failed; the lead itself has its status already. */
export function toFinalError(reason: string | null): NonRetriableError {
  return new NonRetriableError(`The lead failed: ${reason ?? "unknown"}`);
}

function isRetry(result: { outcome: string }): result is Retry {
  return result.outcome === "retry";
}
