import { NonRetriableError, RetryAfterError } from "inngest";
import type { StepStop } from "@/lib/delivery/delivery-types";

/** Makes Inngest come back to the step at its time. Carries no words of a CRM: the engine keeps errors. */
export function toRetryError({ delaySeconds }: Extract<StepStop, { outcome: "retry" }>): RetryAfterError {
  return new RetryAfterError("The CRM could not be used; the lead waits for its next try", delaySeconds * 1_000);
}

/** Ends a run as failed; the lead itself has its status already. */
export function toFinalError(reason: string | null): NonRetriableError {
  return new NonRetriableError(`The lead failed: ${reason ?? "unknown"}`);
}
