import type { z } from "zod";
import { BlockedAddressError } from "./address-guard";
import { CrmError, type CrmErrorDetails } from "./error";
import { listPersonalTexts, redactWords } from "./redact";
import type { CrmHttpRequest, CrmProvider } from "./types";

export type Failure = Omit<CrmErrorDetails, "provider" | "isOutcomeUnknown"> & {
  /** The request may have been carried out. */
  isSent?: boolean;
};
export type ToCrmError = (failure: Failure) => CrmError;

/** Makes the errors of one request, without its secrets and without what was sent about a person. */
export function createFailure(
  request: CrmHttpRequest<z.ZodType>,
  { provider, secrets }: { provider: CrmProvider; secrets: readonly string[] },
): ToCrmError {
  return ({ isSent = false, ...details }) =>
    new CrmError({
      ...details,
      provider,
      isOutcomeUnknown: isSent && request.isWrite === true,
      message: redactWords(details.message, {
        secrets,
        sent: [request.json, request.query, request.form].flatMap((part) => listPersonalTexts(part)),
      }),
    });
}

/** A connection that could not be made or broke off. The words are the same for every host, so that nobody can look around in the operator's network. */
export function describeNetworkError(error: unknown): Failure {
  const isUnsent =
    error instanceof BlockedAddressError ||
    (UNSENT_CODES.has(readProperty(error, "code")) && !OPEN_CALLS.has(readProperty(error, "syscall")));
  return { kind: "retry", code: "network", message: "The CRM could not be reached", isSent: !isUnsent };
}

/** Before the connection stands nothing can have been sent. */
const UNSENT_CODES = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** The same codes, such as ETIMEDOUT, also end a connection that stood. */
const OPEN_CALLS = new Set(["read", "write"]);

function readProperty(error: unknown, name: "code" | "syscall") {
  if (typeof error !== "object" || error === null) return "";
  return String(Object.getOwnPropertyDescriptor(error, name)?.value ?? "");
}
