import { createTranslator, type useTranslations } from "next-intl";
import { getEnv } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { messages } from "@/lib/i18n/messages";
import { PROBLEM_STATUSES, type ProblemCode } from "./problem-codes";
import { createApiHeaders } from "./response-headers";

/** One thing that is wrong with the input; `path` leads to it, as in `rules.taskTemplate`. */
export type InputError = { path: string; message: string; code?: string };

type Extras = {
  errors?: InputError[];
  /** Members of the input that hold a value which cannot be, with the text that says so. */
  invalid?: { path: string; message: "invalid" | "choose" }[];
  /** What the texts name, and what a program may want to know. */
  values?: Record<string, string | number>;
  /** Members of the answer beside the standard ones. */
  members?: Record<string, unknown>;
  headers?: Record<string, string>;
};

/** A call that is refused, for a reason that its maker is told as `application/problem+json` (RFC 9457). */
export class ApiProblem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly extras: Extras = {},
  ) {
    super(code);
    this.name = "ApiProblem";
  }

  /** The answer in the caller's language. */
  toResponse(locale: Locale): Response {
    const { code, extras } = this;
    const status = PROBLEM_STATUSES[code];
    const t: Translator = createTranslator({ locale, messages: messages[locale], namespace: "apiAccess.problems" });
    const validation = createTranslator({ locale, messages: messages[locale], namespace: "validation" });
    const errors =
      extras.errors ?? extras.invalid?.map(({ path, message }) => ({ path, message: validation(message) }));
    const body = {
      type: `${getEnv().APP_URL}/docs/api#problem-${code}`,
      title: t(`${code}.title`),
      status,
      detail: t(`${code}.detail`, extras.values),
      code,
      ...extras.members,
      ...(errors && { errors }),
    };
    const headers = createApiHeaders({ "content-type": "application/problem+json; charset=utf-8", ...extras.headers });
    headers.set("content-language", locale);
    return new Response(JSON.stringify(body), { status, headers });
  }
}

/** Refuses input whose shape is right and whose values are not, at the members that `paths` lead to. */
export function toInvalid(paths: readonly string[], message: "invalid" | "choose" = "invalid"): ApiProblem {
  return new ApiProblem("invalid", { invalid: paths.map((path) => ({ path, message })) });
}

/** A refusal for now: `seconds` until the call is worth another try. */
export function retryLater(code: "too_many_requests" | "unavailable" | "crm_busy", seconds: number): ApiProblem {
  return new ApiProblem(code, { values: { seconds }, headers: { "retry-after": String(seconds) } });
}

type Translator = ReturnType<typeof useTranslations<"apiAccess.problems">>;
