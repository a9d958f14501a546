import { useTranslations } from "next-intl";
import type { CrmCall } from "@/lib/crm/types";

/** The calls to a CRM: what was asked, what it answered, and how long it took. */
export function CrmCalls({ calls }: { calls: readonly CrmCall[] }) {
  const t = useTranslations("registry.steps");
  return (
    <ul className="font-mono text-xs leading-5">
      {calls.map((call, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: calls have no name of their own, and their order never changes.
        <li key={index} className="flex flex-wrap gap-x-2.5">
          <span className="break-all">
            {call.method} {call.path}
          </span>
          <span className={call.errorKind ? "text-danger-text" : "text-success-text"}>
            {call.status ?? t("noAnswer")}
          </span>
          <span className="text-muted">{t("ms", { ms: Math.round(call.durationMs) })}</span>
        </li>
      ))}
    </ul>
  );
}
