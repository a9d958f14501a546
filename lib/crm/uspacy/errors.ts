import { isJsonObject } from "@/lib/json";
import { findErrorWords } from "../error-words";
import type { CrmConnector } from "../types";

/** Uspacy's envelope for what it does not take: `{ errors: { field: [words] }, status: false }`; and 402 for a plan that ended. */
export const readError: NonNullable<CrmConnector["readError"]> = ({ status, body }) => {
  if (status === 402)
    return { kind: "hold", words: findErrorWords(body) ?? "The plan of the portal has to be paid for" };
  const isRefusal = isJsonObject(body) && body.status === false && isJsonObject(body.errors);
  if (!isRefusal) return null;
  const words = findErrorWords(body) ?? undefined;
  return status < 400 ? { kind: "reject", words } : { words };
};
