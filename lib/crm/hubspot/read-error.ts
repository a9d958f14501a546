import { z } from "zod";
import type { CrmConnector } from "../types";

/** How long to wait where a 429 does not say so. */
const WAIT_SECONDS: Readonly<Record<string, number>> = {
  SECONDLY: 1,
  TEN_SECONDLY_ROLLING: 10,
  // The day of an account ends at its own midnight, which the answer does not name: look again every hour.
  DAILY: 3600,
};
const WAIT_SECONDS_DEFAULT = 10;
const LOCKED_SECONDS = 2;
const MIGRATION_SECONDS = 600;

/**
 * [K] not confirmed: what a 403 says that is about one record or the number of them, and not about the key: other records may
 * still be written.
 */
const ONE_RECORD = /\blimit\b|permissions? to (view|edit|update|create|access) th(is|e) (contact|deal|record|object)/i;

const envelope = z.object({
  message: z.string().optional(),
  category: z.string().optional(),
  errorType: z.string().optional(),
  policyName: z.string().optional(),
  errors: z
    .array(z.object({ message: z.string().optional(), context: z.record(z.string(), z.unknown()).optional() }))
    .optional()
    .catch(undefined),
});
type Envelope = z.infer<typeof envelope>;

const invalidValues = z.array(z.object({ message: z.string(), name: z.string().optional() })).min(1);

type Answer = Parameters<NonNullable<CrmConnector["readError"]>>[0];
type Refusal = ReturnType<NonNullable<CrmConnector["readError"]>>;

/**
 * What a refusal of HubSpot's means: limits without `Retry-After`, records that are locked, and what is wrong in words for people.
 */
export function readError({ status, headers, body }: Answer): Refusal {
  if (status < 400) return null;
  const error = envelope.safeParse(body).data;
  const words = error && toWords(error);
  const wait = (seconds: number) => (headers["retry-after"] === undefined ? { retryAfterSeconds: seconds } : {});

  if (status === 429 || error?.errorType === "RATE_LIMIT" || error?.category === "RATE_LIMITS") {
    const seconds = WAIT_SECONDS[error?.policyName ?? ""] ?? WAIT_SECONDS_DEFAULT;
    return { kind: "retry", isBusy: true, words, ...wait(seconds) };
  }
  if (status === 423) return { kind: "retry", isBusy: true, words, ...wait(LOCKED_SECONDS) };
  // The account is moved to another data centre.
  if (status === 477) return { kind: "retry", isBusy: true, words, ...wait(MIGRATION_SECONDS) };
  if (status === 403 && error?.category !== "MISSING_SCOPES" && ONE_RECORD.test(error?.message ?? "")) {
    return { kind: "reject", words };
  }
  return words ? { words } : null;
}

function toWords({ message, errors, category }: Envelope) {
  const details = readInvalidValues(message) ?? listDetails(errors);
  const scopes = category === "MISSING_SCOPES" ? listScopes(errors) : [];
  const start = details.length > 0 && message?.includes("[{") ? message.slice(0, message.indexOf("[{")) : message;
  const parts = [start, ...details, ...(scopes.length > 0 ? [`Missing scopes: ${scopes.join(", ")}`] : [])];
  return [...new Set(parts.map((part) => part?.trim()).filter(Boolean))].join(" ") || undefined;
}

/** Older answers put the list of what is wrong into the message, as JSON. */
function readInvalidValues(message = "") {
  const start = message.indexOf("[{");
  if (start < 0) return null;
  try {
    const parsed = invalidValues.safeParse(JSON.parse(message.slice(start, message.lastIndexOf("]") + 1)));
    return parsed.data?.map(({ name, message: words }) => (name ? `${name}: ${words}` : words)) ?? null;
  } catch {
    return null;
  }
}

function listDetails(errors: Envelope["errors"] = []) {
  return errors.flatMap(({ message, context }) => {
    const name = [context?.propertyName].flat()[0];
    if (!message) return [];
    return typeof name === "string" ? `${name}: ${message}` : message;
  });
}

function listScopes(errors: Envelope["errors"] = []) {
  const scopes = errors.flatMap(({ context }) => context?.requiredGranularScopes ?? context?.requiredScopes ?? []);
  return scopes.filter((scope): scope is string => typeof scope === "string");
}
