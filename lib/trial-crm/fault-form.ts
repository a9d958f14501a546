import { z } from "zod";
import { TRIAL_FAILURE_STATUSES, type TrialFaults, trialFaultTargetSchema } from "./schema";

/** Statuses that come with a time to wait. */
export const STATUSES_WITH_RETRY_AFTER: readonly string[] = ["429", "503"];

const AMOUNTS = ["all", "next", "share"] as const;
const STATUSES = ["none", ...TRIAL_FAILURE_STATUSES.map((status) => `${status}` as const)] as const;

/** The form of a trial CRM's faults, with what people type: seconds, percents, blank for none. Gives the faults. */
export const faultFormSchema = z
  .object({
    delaySeconds: numberText({ min: 0, max: 120 }),
    searchLagSeconds: numberText({ min: 0, max: 3_600 }),
    status: z.enum(STATUSES),
    on: trialFaultTargetSchema,
    amount: z.enum(AMOUNTS),
    nextCalls: numberText({ min: 1, max: 1_000_000, isWhole: true }),
    sharePercent: numberText({ min: 1, max: 100 }),
    retryAfterSeconds: numberText({ min: 0, max: 86_400, isWhole: true }),
    loseNextCalls: numberText({ min: 0, max: 1_000_000, isWhole: true }),
    loseOn: trialFaultTargetSchema,
    allowsRepeats: z.boolean(),
  })
  .superRefine(({ status, amount, nextCalls, sharePercent }, context) => {
    if (status === "none") return;
    const demand = (field: string) =>
      context.addIssue({ code: "invalid_type", expected: "number", input: undefined, path: [field] });
    if (amount === "next" && nextCalls === undefined) demand("nextCalls");
    if (amount === "share" && sharePercent === undefined) demand("sharePercent");
  })
  .transform(toFaults);

export type FaultForm = z.input<typeof faultFormSchema>;

/** What the form shows for these faults. */
export function toFaultForm({ delayMs, searchLagMs, failure, loseAnswers, allowsRepeats }: TrialFaults): FaultForm {
  return {
    delaySeconds: toText(delayMs && delayMs / 1_000),
    searchLagSeconds: toText(searchLagMs && searchLagMs / 1_000),
    status: failure ? `${failure.status}` : "none",
    on: failure?.on ?? "all",
    amount: failure?.nextCalls !== undefined ? "next" : failure?.share !== undefined ? "share" : "all",
    // One that is used up is set anew with the least that does something.
    nextCalls: toText(failure?.nextCalls === undefined ? undefined : Math.max(failure.nextCalls, 1)),
    sharePercent: toText(failure?.share === undefined ? undefined : Math.round(failure.share * 100)),
    retryAfterSeconds: toText(failure?.retryAfterSeconds),
    loseNextCalls: toText(loseAnswers?.nextCalls || undefined),
    loseOn: loseAnswers?.on ?? "writes",
    allowsRepeats: allowsRepeats ?? false,
  };
}

type FaultValues = {
  delaySeconds?: number;
  searchLagSeconds?: number;
  status: (typeof STATUSES)[number];
  on: z.infer<typeof trialFaultTargetSchema>;
  amount: (typeof AMOUNTS)[number];
  nextCalls?: number;
  sharePercent?: number;
  retryAfterSeconds?: number;
  loseNextCalls?: number;
  loseOn: z.infer<typeof trialFaultTargetSchema>;
  allowsRepeats: boolean;
};

function toFaults(values: FaultValues): TrialFaults {
  const { delaySeconds, searchLagSeconds, loseNextCalls, loseOn, allowsRepeats } = values;
  const failure = toFailure(values);
  return {
    ...(delaySeconds && { delayMs: Math.round(delaySeconds * 1_000) }),
    ...(searchLagSeconds && { searchLagMs: Math.round(searchLagSeconds * 1_000) }),
    ...(failure && { failure }),
    ...(loseNextCalls && { loseAnswers: { nextCalls: loseNextCalls, on: loseOn } }),
    ...(allowsRepeats && { allowsRepeats }),
  };
}

function toFailure({ status, on, amount, nextCalls, sharePercent = 100, retryAfterSeconds }: FaultValues) {
  const code = TRIAL_FAILURE_STATUSES.find((known) => `${known}` === status);
  if (!code) return undefined;
  return {
    status: code,
    on,
    ...(amount === "next" && { nextCalls }),
    ...(amount === "share" && { share: sharePercent / 100 }),
    ...(STATUSES_WITH_RETRY_AFTER.includes(status) && retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}

/** A number as it is typed, with a comma or a point; blank is none. */
function numberText({ min, max, isWhole = false }: { min: number; max: number; isWhole?: boolean }) {
  const number = z.number().min(min).max(max);
  return z
    .string()
    .trim()
    .transform((text) => (text === "" ? undefined : Number(text.replace(",", "."))))
    .pipe((isWhole ? number.int() : number).optional());
}

function toText(value: number | undefined) {
  return value === undefined ? "" : String(value);
}
