import { isJsonObject } from "@/lib/json";
import type { CrmConnector } from "../types";

type ReadError = NonNullable<CrmConnector["readError"]>;

/** What a 403 that is about one record says, and not about the key [K: the exact words are not confirmed]. */
const ONE_RECORD = /permission|not allowed to (view|edit|add|update)|visib/i;

/** Refusals in Pipedrive's envelope `{ success: false, error, error_info, code }`; its words are where the common ones are. */
export const readError: ReadError = ({ status, headers, body }) => {
  const refusal = isJsonObject(body) ? body : {};
  switch (status) {
    // The company is closed, or its trial is over.
    case 402:
      return { kind: "hold" };
    case 403:
      return isOneRecord(String(refusal.code ?? ""), String(refusal.error ?? "")) ? { kind: "reject" } : null;
    case 429:
      return { retryAfterSeconds: readReset(headers) };
    default:
      return null;
  }
};

/** A plan allows so many open deals or fields; other records may still be written. */
function isOneRecord(code: string, words: string) {
  return code.startsWith("feature_capping") || ONE_RECORD.test(words);
}

/** Pipedrive tells the end of the window in a header of its own; `Retry-After`, where a proxy sends one, goes first. */
function readReset(headers: Parameters<ReadError>[0]["headers"]) {
  if (headers["retry-after"]) return undefined;
  const seconds = Number(headers["x-ratelimit-reset"] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.max(1, Math.ceil(seconds)) : undefined;
}
