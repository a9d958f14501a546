import { z } from "zod";
import { parseRetryAfter } from "../retry-after";
import type { CrmConnector } from "../types";

/** [K] not confirmed: how long the vendor blocks an address that went over its limits again and again. */
const BLOCK_SECONDS = 60 * 60;
const WAIT_SECONDS_MAX = 24 * 60 * 60;

const problemSchema = z.object({
  "validation-errors": z
    .array(z.object({ errors: z.array(z.object({ path: z.string().optional(), detail: z.string().optional() })) }))
    .optional()
    .catch(undefined),
  hint: z.string().optional().catch(undefined),
  retry_after: z.number().nonnegative().optional().catch(undefined),
});

/**
 * What the vendor's refusals mean. A 403 without JSON is the word of its guard, which blocks the product's address for a
 * time; a 403 with JSON is about the rights of the token.
 */
export const readError: NonNullable<CrmConnector["readError"]> = ({ status, headers, body }) => {
  if (status < 400) return null;
  if (status === 403 && body === null) {
    return { kind: "retry", isBusy: true, retryAfterSeconds: BLOCK_SECONDS, words: "Requests are blocked for a time" };
  }
  const problem = problemSchema.safeParse(body).data ?? {};
  if (status === 402) return { kind: "hold", words: problem.hint };
  if (status === 429)
    return { retryAfterSeconds: parseRetryAfter(headers["retry-after"]) ?? toWait(problem.retry_after) };
  const words = listProblems(problem["validation-errors"]) || problem.hint;
  return words ? { words } : null;
};

function toWait(seconds: number | undefined) {
  return seconds === undefined ? undefined : Math.min(WAIT_SECONDS_MAX, Math.ceil(seconds));
}

/** The fields and what is wrong with each: `custom_fields_values.0.field_id: The value you selected is not a valid choice.` */
function listProblems(problems: z.infer<typeof problemSchema>["validation-errors"] = []) {
  return problems
    .flatMap(({ errors }) => errors.map(({ path, detail }) => [path, detail].filter(Boolean).join(": ")))
    .join("; ");
}
