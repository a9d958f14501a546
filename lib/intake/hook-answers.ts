/** What goes back to the sender. */
export type HookAnswer = {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The rows of the registry that were made, for the log. */
  leads?: readonly string[];
};

const TEXT = "text/plain; charset=utf-8";
const JSON_TYPE = "application/json; charset=utf-8";

/** Never kept by anyone on the way, never read as a page, nothing to be framed or followed. */
const SECURITY_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex",
};

/** Stored: how many events, and the leads they became. `duplicates`: how many of them repeat an event of the last minutes. */
export function answerAccepted(leads: readonly string[], duplicates: number): HookAnswer {
  const value = { accepted: leads.length, leads, ...(duplicates > 0 ? { duplicates } : null) };
  return { ...toJson(200, value), leads };
}

/** What a person sees who opens the address in a browser. The same for every address, so that it tells nothing of one. */
export const HOOK_TEXT: HookAnswer = {
  status: 200,
  headers: { ...SECURITY_HEADERS, "content-type": TEXT },
  body:
    "Це адреса вебхука LeadBox. Вставте її в SendPulse (дія «Відправити вебхук»): події надсилаються методом POST.\n" +
    "This is a LeadBox webhook address. Paste it into SendPulse (the “Send webhook” action): events are sent by POST.\n",
};

const ERRORS = {
  unreadable_body: {
    status: 400,
    message:
      "The body is not readable JSON or form data. Send a JSON object or a list of objects; what came is kept in the registry.",
  },
  not_found: {
    status: 404,
    message:
      "There is no such webhook address, or it was replaced. Copy the current one from the integration's settings.",
  },
  method_not_allowed: { status: 405, message: "Send events to this address with POST." },
  too_slow: { status: 408, message: "The body did not arrive in time. Send the event again." },
  body_too_large: {
    status: 413,
    message: "The body is larger than 1 MiB. Send fewer events at a time, or shorter texts.",
  },
  unsupported_type: {
    status: 415,
    message:
      "This kind of body is not supported. Send JSON, or form data, with Content-Encoding gzip, deflate, br or none.",
  },
  too_many_requests: {
    status: 429,
    message: "Too many requests. Send the event again after the seconds in Retry-After.",
  },
  unavailable: {
    status: 503,
    message: "The event could not be stored just now. Send it again after the seconds in Retry-After.",
  },
} as const;

export type HookErrorCode = keyof typeof ERRORS;

/** A refusal, in the words of a machine and of a person. */
export function answerError(code: HookErrorCode, headers: Record<string, string> = {}): HookAnswer {
  const { status, message } = ERRORS[code];
  return toJson(status, { error: code, message }, headers);
}

/** Nothing was stored; `seconds` until it is worth another try. */
export function answerUnavailable(seconds: number): HookAnswer {
  return answerError("unavailable", { "retry-after": String(seconds) });
}

/** The sender has used up what it may send; `seconds` until it may again. */
export function answerTooMany(seconds: number): HookAnswer {
  return answerError("too_many_requests", { "retry-after": String(seconds) });
}

function toJson(status: number, value: unknown, headers: Record<string, string> = {}): HookAnswer {
  return {
    status,
    headers: { ...SECURITY_HEADERS, "content-type": JSON_TYPE, ...headers },
    body: JSON.stringify(value),
  };
}
