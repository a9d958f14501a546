import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json";
import { CrmError } from "../error";
import { parseRetryAfter } from "../retry-after";
import type { CrmConnector } from "../types";
import { CREDITS_PAUSE_SECONDS, TOKEN_PAUSE_SECONDS } from "./constants";

type ReadError = NonNullable<CrmConnector["readError"]>;
type Answer = Parameters<ReadError>[0];
type Refusal = NonNullable<ReturnType<ReadError>>;

/** Codes that say that LeadBox may not come in at all. */
const HOLDING_CODES = ["INVALID_TOKEN", "INVALID_OAUTHTOKEN", "AUTHENTICATION_FAILURE"];
/** A right that the key lacks: a new token of the same key lacks it too, and tokens are few, so none is asked for. */
const SCOPE_CODE = "OAUTH_SCOPE_MISMATCH";
const BUSY_CODES = ["TOO_MANY_REQUESTS", "LIMIT_EXCEEDED"];
const TEMPORARY_CODES = ["INTERNAL_ERROR", "SERVICE_UNAVAILABLE"];
/** Codes of the token address when it is asked too often. [K] not confirmed. */
const TOKEN_BUSY = /access_denied|too many/i;

/**
 * Zoho's envelope: `{ code, message, details, status: "error" }` for the whole call or inside `data` for one record, which also comes
 * with 200, 201, 202 and 207; and `{ error }` with 200 from the address that gives tokens.
 */
export const readError: ReadError = ({ status, headers, body }) => {
  if (!isJsonObject(body)) return null;
  // What a server that is down says is no word about the access.
  if (typeof body.error === "string") return status >= 500 ? null : readTokenError(body.error, body);

  const [first] = Array.isArray(body.data) ? body.data : [];
  const isOfRecord = isJsonObject(first) && first.status === "error";
  const refusal = isOfRecord ? first : body;
  if (!isJsonObject(refusal) || typeof refusal.code !== "string") return null;
  if (refusal.status !== "error" && status < 400) return null;
  return toRefusal(refusal.code, { status, headers, refusal, isOfRecord });
};

/** What a missing right means where LeadBox cannot do without it: the customer has to connect again. */
export function toHold(error: unknown): unknown {
  const isScope = error instanceof CrmError && error.kind === "reject" && error.status === 401;
  if (!isScope) return error;
  const { code, message, provider, status } = error;
  return new CrmError({ kind: "hold", code, message, provider, status });
}

function readTokenError(error: string, body: JsonObject): Refusal {
  const words = `${error}: ${TOKEN_WORDS[error] ?? "Zoho gave no access"}`;
  const description = typeof body.error_description === "string" ? body.error_description : "";
  if (TOKEN_BUSY.test(error) || TOKEN_BUSY.test(description)) {
    return { kind: "retry", words, isBusy: true, retryAfterSeconds: TOKEN_PAUSE_SECONDS };
  }
  return { kind: "hold", words };
}

const TOKEN_WORDS: Readonly<Record<string, string>> = {
  invalid_code: "Zoho does not accept the refresh token or code; it was revoked, used or belongs to another client",
  invalid_client: "Zoho does not know this client, or it belongs to another data centre",
  invalid_client_secret: "Zoho does not accept the client's secret",
  access_denied: "Zoho was asked for too many tokens; it gives new ones in ten minutes",
};

function toRefusal(
  code: string,
  answer: Pick<Answer, "status" | "headers"> & { refusal: JsonObject; isOfRecord: boolean },
): Refusal | null {
  const { status, headers, refusal, isOfRecord } = answer;
  const words = toWords(code, refusal);
  if (BUSY_CODES.includes(code)) {
    const asked = parseRetryAfter(headers["retry-after"]);
    const retryAfterSeconds = asked ?? (code === "LIMIT_EXCEEDED" ? CREDITS_PAUSE_SECONDS : undefined);
    return { kind: "retry", words, isBusy: true, retryAfterSeconds };
  }
  if (HOLDING_CODES.includes(code)) return { kind: "hold", words };
  if (code === SCOPE_CODE) return { kind: "reject", words };
  // Of one record: its owner or its layout keeps it from us, and others can still be written.
  if (code === "NO_PERMISSION") return { kind: isOfRecord ? "reject" : "hold", words };
  if (TEMPORARY_CODES.includes(code)) return { kind: "retry", words };
  if (status >= 400) return { words };
  // The answer names the record that is there already: the client goes on with it.
  return code === "DUPLICATE_DATA" ? null : { kind: "reject", words };
}

/** The vendor's message, the field it is about, and what was expected of it. */
function toWords(code: string, refusal: JsonObject): string {
  const details = isJsonObject(refusal.details) ? refusal.details : {};
  if (Array.isArray(details.errors)) {
    const words = details.errors.filter(isJsonObject).map((error) => toWords(String(error.code ?? code), error));
    if (words.length > 0) return words.join("; ");
  }
  const about = [
    textOf(details.api_name),
    details.expected_data_type && `expected ${textOf(details.expected_data_type)}`,
    details.maximum_length && `at most ${textOf(details.maximum_length)} characters`,
    Array.isArray(details.permissions) && details.permissions.map(textOf).join(", "),
  ].filter(Boolean);
  const message = textOf(refusal.message) || code;
  return `${code}: ${message}${about.length > 0 ? ` (${about.join(", ")})` : ""}`;
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
