import { z } from "zod";

/** A stored step, as far as its meaning is read here. */
export type TraceStep = { stage: string; input: unknown; output: unknown };

const fieldKey = z.custom<`${"contact" | "deal"}.${string}`>(
  (value) => typeof value === "string" && /^(contact|deal)\../.test(value),
);
const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const text = z.string().nullable().catch(null);

const mapSchema = z.object({
  values: z.record(z.string(), fieldValue).catch({}),
  issues: z
    .array(
      z.object({
        target: z.string(),
        code: z.string(),
        text: z.string().catch(""),
        args: z.record(z.string(), z.union([z.string(), z.number()])).catch({}),
      }),
    )
    .catch([]),
});

const phoneSchema = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    typed: z.string(),
    phone: z.string(),
    country: text,
    isValid: z.boolean(),
    others: z.array(z.string()).catch([]),
  }),
  z.object({ ok: z.literal(false), typed: z.string(), reason: z.string() }),
]);
const standardiseSchema = z.object({ phones: z.record(z.string(), phoneSchema).catch({}), email: text });

/** The condition that a lead did not meet, and what was found for it. */
export const failedConditionSchema = z.object({
  condition: z.object({ field: z.string(), operator: z.string(), values: z.array(z.string()).catch([]) }),
  actual: text,
});
const filterSchema = z.union([
  z.object({ failed: failedConditionSchema }).transform(({ failed }) => ({ passes: false as const, failed })),
  z.object({ passes: z.literal(true) }),
]);

const identifier = z.object({ kind: z.string(), value: z.string() });
const identifySchema = z.object({ identifiers: z.array(identifier).catch([]) });

const matchSchema = z.object({
  contactId: text,
  dealId: text,
  candidates: z
    .array(
      z.object({
        id: z.string(),
        url: text,
        foundBy: z.array(z.string()).catch([]),
        hasActiveDeal: z.boolean(),
        updatedAt: text,
        isChosen: z.boolean(),
        reason: z.string(),
      }),
    )
    .catch([]),
  deals: z
    .array(
      z.object({
        id: z.string(),
        url: text,
        pipelineId: text,
        updatedAt: text,
        isChosen: z.boolean(),
        reason: z.string(),
      }),
    )
    .catch([]),
  conflict: z
    .object({ phoneContactId: z.string(), emailContactIds: z.array(z.string()) })
    .nullable()
    .catch(null),
  goneContactIds: z.array(z.string()).catch([]),
});

const decideSchema = z.object({
  plan: z.string(),
  writes: z.array(z.string()).catch([]),
  changes: z
    .array(
      z.object({
        field: fieldKey,
        before: fieldValue.nullable().catch(null),
        after: fieldValue,
        isSent: z.boolean(),
        reason: z.string(),
      }),
    )
    .catch([]),
});
const rulesSchema = z.object({
  rules: z.object({ isDealForbidden: z.boolean(), isTaskForbidden: z.boolean(), update: z.string() }),
});

const assignSchema = z.object({
  from: z.string(),
  userId: text,
  name: text,
  because: text.default(null),
  note: text.default(null),
  candidates: z
    .array(z.object({ crmUserId: z.string(), name: text, isChosen: z.boolean(), reason: z.string() }))
    .catch([]),
});

export type MatchTrace = z.infer<typeof matchSchema>;
export type DecisionTrace = z.infer<typeof decideSchema> & { rules: z.infer<typeof rulesSchema>["rules"] | null };
export type AssignmentTrace = z.infer<typeof assignSchema>;
export type ValuesTrace = z.infer<typeof mapSchema>;
export type PhonesTrace = z.infer<typeof standardiseSchema>["phones"];
export type FailedCondition = z.infer<typeof failedConditionSchema>;

/** What the steps of one run say; null for a stage that was not reached, or whose step was not written in a known shape. */
export type LeadTrace = {
  values: ValuesTrace | null;
  phones: PhonesTrace;
  email: string | null;
  filter: z.infer<typeof filterSchema> | null;
  identifiers: z.infer<typeof identifier>[] | null;
  match: MatchTrace | null;
  decision: DecisionTrace | null;
  assignment: AssignmentTrace | null;
};

/**
 * Reads what the stored steps of one run mean, the last try of each stage. Codes stay text: a lead may be older or newer
 * than the code that shows it.
 */
export function readTrace(steps: readonly TraceStep[]): LeadTrace {
  const read = <T extends z.ZodType>(stage: string, schema: T): z.infer<T> | null => {
    for (const step of steps.toReversed()) {
      const parsed = step.stage === stage ? schema.safeParse(step.output) : null;
      if (parsed?.success) return parsed.data;
    }
    return null;
  };
  const standardised = read("standardise", standardiseSchema);
  const decision = read("decide", decideSchema);
  const rules = rulesSchema.safeParse(steps.findLast(({ stage }) => stage === "decide")?.input);
  return {
    values: read("map", mapSchema),
    phones: standardised?.phones ?? {},
    email: standardised?.email ?? null,
    filter: read("filter", filterSchema),
    identifiers: read("identify", identifySchema)?.identifiers ?? null,
    match: read("match", matchSchema),
    decision: decision && { ...decision, rules: rules.success ? rules.data.rules : null },
    assignment: read("assign", assignSchema),
  };
}
