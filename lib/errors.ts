/** Why an action was not done, beside the outcomes of its own that it returns. Each has its text in the namespace `errors`. */
export type ActionFailure =
  /** By path of the field, such as `name` or `rows.0.target`. */
  | { ok: false; reason: "invalid"; fieldErrors: Record<string, string> }
  | { ok: false; reason: "forbidden" | "signed_out" | "unexpected" };

/** The reasons that any action may answer with. */
const FAILURE_REASONS = ["invalid", "forbidden", "signed_out", "unexpected"] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** Whether a result says why any action may fail, rather than an outcome of this very one. */
export function isFailureReason(reason: string): reason is FailureReason {
  return FAILURE_REASONS.some((known) => known === reason);
}
