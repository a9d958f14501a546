import { createTranslator, type useTranslations } from "next-intl";
import type { Locale } from "@/lib/i18n/locales";
import { messages } from "@/lib/i18n/messages";
import type { SettingsIssue } from "@/lib/integrations/validate-settings";
import type { InputError } from "./problem";

/** What stands in the way of publishing settings, in the words of their page. */
export function toSettingsErrors(issues: readonly SettingsIssue[], locale: Locale): InputError[] {
  const t: Translator = createTranslator({ locale, messages: messages[locale], namespace: "integrations.issues" });
  const toMessage = (issue: SettingsIssue) => {
    if (issue.kind === "destination") return t(`destination.${issue.code}`);
    if (issue.kind === "template") return t(`template.${issue.code}`, issue.values);
    return t(`filter.${issue.code}`, issue.values);
  };
  return issues.map((issue) => ({ path: issue.path, message: toMessage(issue), code: issue.code }));
}

type Translator = ReturnType<typeof useTranslations<"integrations.issues">>;
