import { isJsonObject, type JsonObject } from "@/lib/json";
import { findErrorWords } from "../error-words";
import type { CrmConnector, CrmErrorKind } from "../types";
import { OPTIONAL_PREFIX } from "./batch";

type Meaning = { kind: CrmErrorKind; isBusy?: boolean; retryAfterSeconds?: number };

const HOLD: Meaning = { kind: "hold" };

/** By the vendor's code in lower case; what is not here is told by the HTTP status. Source: the vendor's documentation. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  // The bucket of calls loses two a second.
  query_limit_exceeded: { kind: "retry", isBusy: true, retryAfterSeconds: 2 },
  overload_limit: { kind: "retry", isBusy: true, retryAfterSeconds: 600 },
  // How long is known by the method's earlier answers: see `createOperatingTimes`.
  operation_time_limit: { kind: "retry", isBusy: true },
  internal_server_error: { kind: "retry" },
  error_unexpected_answer: { kind: "retry" },
  expired_token: HOLD,
  invalid_token: HOLD,
  no_auth_found: HOLD,
  invalid_credentials: HOLD,
  insufficient_scope: HOLD,
  user_access_error: HOLD,
  invalid_client: HOLD,
  invalid_grant: HOLD,
  invalid_scope: HOLD,
  // [?] not confirmed: its HTTP status.
  payment_required: HOLD,
  portal_deleted: HOLD,
  // [?] not confirmed: said of a method whose scope was not granted. It comes as 404, and no record is missing then.
  error_method_not_found: HOLD,
};

/** The webhook's secret stands in the path of every call, and may come back in the words of a server in between. */
const WEBHOOK_IN_WORDS = /\/rest\/\d+\/[\w-]+/g;

/** Several refusals in one text are set apart by breaks of HTML. */
const LINE_BREAK = /<br\s*\/?>/gi;

/**
 * Bitrix24 says what is wrong by a code, and in a batch beside 200. A right that is missing on one record comes as 400, and one
 * of the whole key as 403, which the status tells.
 */
export const readError: NonNullable<CrmConnector["readError"]> = ({ status, body }) => {
  if (!isJsonObject(body)) return null;
  const failed = status >= 400 ? body : findFailed(body);
  if (!failed) return null;
  const words = findErrorWords(failed)?.replace(WEBHOOK_IN_WORDS, "/rest/•••").replace(LINE_BREAK, " ").trim();
  const meaning = readMeaning(failed) ?? (status >= 400 ? {} : { kind: "reject" as const });
  return { ...meaning, ...(words && { words }) };
};

/** What failed although the answer says 200: the call as a whole, or a command of a batch that is needed. */
function findFailed(body: JsonObject): JsonObject | null {
  const { error, result } = body;
  if (typeof error === "string" && result === undefined) return body;
  const errors = isJsonObject(result) ? result.result_error : null;
  if (!isJsonObject(errors)) return null;
  const failures = Object.entries(errors).map(([name, failure]) => ({
    isOptional: name.startsWith(OPTIONAL_PREFIX),
    failure: isJsonObject(failure) ? failure : { error: String(failure) },
  }));
  // What can be done without does so for good; what failed for the moment is asked again.
  return (
    failures.find(({ isOptional, failure }) => !isOptional || readMeaning(failure)?.kind === "retry")?.failure ?? null
  );
}

function readMeaning({ error }: JsonObject): Meaning | undefined {
  return typeof error === "string" ? MEANINGS[error.toLowerCase()] : undefined;
}
