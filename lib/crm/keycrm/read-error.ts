import { isJsonObject } from "@/lib/json";
import type { CrmError } from "../error";
import { findErrorWords } from "../error-words";
import type { CrmConnector } from "../types";
import { PAUSE_SECONDS } from "./assumptions";

const LEADS_OFF = /leads are not enabled/i;
/** «Requested sort(s) `id` is not allowed.», as for filters. */
const SORT_REFUSED = /\bsort/i;

/**
 * 422 names the fields beside a message that says nothing; 429 may come without a time to wait; 400 says that the
 * pipelines are switched off, which the customer has to mend in KeyCRM.
 */
export const readError: NonNullable<CrmConnector["readError"]> = ({ status, headers, body }) => {
  if (status === 429) return headers["retry-after"] ? null : { retryAfterSeconds: PAUSE_SECONDS };
  if (status < 400 || !isJsonObject(body)) return null;
  const message = typeof body.message === "string" ? body.message : "";
  if (status === 400 && LEADS_OFF.test(message)) return { kind: "hold", words: message };
  const fields = body.errors ? findErrorWords({ errors: body.errors }) : null;
  return fields ? { words: [message, fields].filter(Boolean).join(" ") } : null;
};

/** Whether a call was refused because the pipelines are switched off in the account. */
export function isLeadsOff({ status, message }: CrmError): boolean {
  return status === 400 && LEADS_OFF.test(message);
}

/** Whether a list was refused because it cannot be sorted so. */
export function isSortRefused({ status, message }: CrmError): boolean {
  return status === 400 && SORT_REFUSED.test(message);
}
