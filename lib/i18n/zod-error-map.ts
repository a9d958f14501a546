import type { useTranslations } from "next-intl";
import type { z } from "zod";

type Translator = ReturnType<typeof useTranslations<"validation">>;

/**
 * Says what is wrong with a value in plain words of the interface's language. Messages that a schema gives itself win.
 *
 * @example
 * schema.safeParse(values, { error: createZodErrorMap(t) })
 */
export function createZodErrorMap(t: Translator): z.core.$ZodErrorMap {
  return (issue) => {
    switch (issue.code) {
      case "invalid_type":
        if (issue.input === undefined || issue.input === null || issue.input === "") return t("required");
        return issue.expected === "number" || issue.expected === "int" ? t("number") : t("invalid");
      case "too_small":
        return tooSmall(t, issue);
      case "too_big":
        return tooBig(t, issue);
      case "invalid_format":
        return invalidFormat(t, issue);
      case "invalid_value":
        return t("choose");
      default:
        return t("invalid");
    }
  };
}

function tooSmall(t: Translator, { origin, minimum, input }: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>) {
  const min = Number(minimum);
  if (origin === "string") return isEmpty(input) ? t("required") : t("tooShort", { min });
  return origin === "array" || origin === "set" ? t("tooFew", { min }) : t("tooSmall", { min });
}

function tooBig(t: Translator, { origin, maximum }: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>) {
  const max = Number(maximum);
  if (origin === "string") return t("tooLong", { max });
  return origin === "array" || origin === "set" ? t("tooMany", { max }) : t("tooBig", { max });
}

function invalidFormat(t: Translator, { format, input }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidStringFormat>) {
  if (isEmpty(input)) return t("required");
  if (format === "email") return t("email");
  return format === "url" ? t("url") : t("invalid");
}

function isEmpty(input: unknown) {
  return typeof input === "string" && input.trim() === "";
}
