import type { Dispatcher } from "undici";
import type { z } from "zod";
import { sanitizeJson } from "@/lib/intake/sanitize-json";
import type { JsonValue } from "@/lib/json";
import { findErrorWords } from "./error-words";
import type { ToCrmError } from "./failure";
import { parseRetryAfter } from "./retry-after";
import type { CrmConnector, CrmErrorKind, CrmHttpRequest } from "./types";

export type Answer = { status: number; headers: Dispatcher.ResponseData["headers"]; text: string };

type ReadingOf<T extends z.ZodType> = {
  request: CrmHttpRequest<T>;
  connector: Pick<CrmConnector, "readError">;
  fail: ToCrmError;
};

/** The checked body of a good answer; everything else is thrown as what it means. */
export function readAnswer<T extends z.ZodType>(
  { status, headers, text }: Answer,
  { request, connector, fail }: ReadingOf<T>,
): z.infer<T> {
  const isHtml = /html/i.test(String(headers["content-type"] ?? ""));
  const body = isHtml ? undefined : parseJson(text);
  const refusal = text === "" ? null : (connector.readError?.({ status, headers, body: body ?? null }) ?? null);

  if (status >= 400 || refusal?.kind) {
    throw fail({
      kind: refusal?.kind ?? toErrorKind(status, { isHtml }),
      code: "status",
      status,
      retryAfterSeconds: refusal?.retryAfterSeconds ?? parseRetryAfter(headers["retry-after"]),
      message: refusal?.words ?? findErrorWords(body ?? null) ?? `HTTP ${status}`,
      isSent: refusal?.isBusy !== true && (status >= 500 || status === 408),
      isBusy: refusal?.isBusy,
    });
  }
  if (status >= 300) {
    throw fail({
      kind: "bad_answer",
      code: "redirect",
      status,
      message: `HTTP ${status}: a redirect, which is not followed`,
    });
  }
  const unreadable = { kind: "bad_answer", code: "shape", status, isSent: true } as const;
  if (isHtml) throw fail({ ...unreadable, message: "The answer is a web page" });
  if (body === undefined) throw fail({ ...unreadable, message: "The answer is not JSON" });
  const parsed = request.answer.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // Where it differs and how, and never the value itself.
  throw fail({ ...unreadable, message: `The answer has another shape: ${issue?.path.join(".")} (${issue?.code})` });
}

/** Source: product.md, «Write». */
function toErrorKind(status: number, { isHtml }: { isHtml: boolean }): CrmErrorKind {
  // A page is the word of a guard in front of the CRM, and says nothing about the credentials.
  if (isHtml && status === 403) return "bad_answer";
  if (status === 401 || status === 403) return "hold";
  if (status === 408 || status === 425 || status === 429 || status >= 500) return "retry";
  return "reject";
}

/** The value in a form that the database can store, null for an empty body, undefined when it is not JSON. */
function parseJson(text: string): JsonValue | undefined {
  if (text === "") return null;
  try {
    return sanitizeJson(JSON.parse(text), text).value;
  } catch {
    return undefined;
  }
}
