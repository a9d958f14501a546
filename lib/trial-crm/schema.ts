import { z } from "zod";

/** What can be asked of a trial CRM, one by one, so that a fault can be limited to it. */
export const TRIAL_OPERATIONS = [
  "verify",
  "read_directory",
  "find_contacts",
  "get_contact",
  "list_deals",
  "get_deal",
  "find_by_request",
  "create_contact",
  "update_contact",
  "create_deal",
  "update_deal",
  "create_task",
  "delete",
] as const;
export type TrialOperation = (typeof TRIAL_OPERATIONS)[number];

export const TRIAL_FAILURE_STATUSES = [401, 403, 422, 429, 500, 503] as const;

/** Which calls a fault is meant for. */
export const trialFaultTargetSchema = z.enum(["all", "reads", "writes", ...TRIAL_OPERATIONS]);
export type TrialFaultTarget = z.infer<typeof trialFaultTargetSchema>;

/** What goes wrong on purpose in a «Пробна CRM». Absent keys: nothing. */
export const trialFaultsSchema = z.object({
  /** Milliseconds added to every answer. */
  delayMs: z.number().int().min(0).max(120_000).optional(),
  /** Milliseconds until a new record is found by search and in lists; it is found by its id at once. */
  searchLagMs: z.number().int().min(0).max(3_600_000).optional(),
  /** Calls that are answered with `status` and not carried out: the next few, or a share of them, or (with neither) all. */
  failure: z
    .object({
      status: z.literal(TRIAL_FAILURE_STATUSES),
      on: trialFaultTargetSchema.optional(),
      /** From 0 to 1. */
      share: z.number().min(0).max(1).optional(),
      nextCalls: z.number().int().min(0).max(1_000_000).optional(),
      retryAfterSeconds: z.number().int().min(0).max(86_400).optional(),
    })
    .optional(),
  /** How many of the next calls, of the writes if nothing else is said, are carried out and then not answered: the connection breaks off. */
  loseAnswers: z
    .object({ nextCalls: z.number().int().min(0).max(1_000_000), on: trialFaultTargetSchema.optional() })
    .optional(),
  /** A request that is repeated makes a second record, as in a CRM that knows no request ids. */
  allowsRepeats: z.boolean().optional(),
});
export type TrialFaults = z.infer<typeof trialFaultsSchema>;
