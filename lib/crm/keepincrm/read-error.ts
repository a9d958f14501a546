import { isJsonObject } from "@/lib/json";
import { findErrorWords } from "../error-words";
import type { CrmConnector } from "../types";

/** 402: the plan of the account is without the API, until the customer pays. 422 names the fields beside its message. */
export const readError: NonNullable<CrmConnector["readError"]> = ({ status, body }) => {
  if (status < 400) return null;
  const words = isJsonObject(body) ? toWords(body.message, body.errors) : undefined;
  if (status === 402) return { kind: "hold", words };
  return words ? { words } : null;
};

function toWords(message: unknown, errors: unknown): string | undefined {
  // A flat list says all that there is to say, and is read as usual.
  if (!isJsonObject(errors)) return typeof message === "string" && message ? message : undefined;
  return (
    [message, findErrorWords({ errors })].filter((text) => typeof text === "string" && text).join(" ") || undefined
  );
}
