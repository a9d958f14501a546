import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { z } from "zod";
import { codeText, findCodeText } from "@/app/(dashboard)/_components/lead-trace/code-text";
import { CrmCalls } from "@/app/(dashboard)/_components/lead-trace/crm-calls";
import { cx } from "@/components/ui/cx";
import type { CrmCall } from "@/lib/crm/types";
import type { LeadDetails } from "@/lib/leads/queries";

/** Of one input or output, as much as the page shows. */
const JSON_CHARS_MAX = 20_000;

const errorSchema = z.object({
  kind: z.string(),
  code: z.string(),
  status: z.number().nullable().catch(null),
  words: z.string().catch(""),
});

/** What a step was given, what it gave, which calls it made, and why it failed; `children` is its line in the list. */
export function StepDetails({ step, children }: { step: LeadDetails["steps"][number]; children: ReactNode }) {
  const t = useTranslations("registry.steps");
  const parts = [
    [t("input"), step.input],
    [t("output"), step.output],
  ] as const;
  const shown = parts.filter(([, value]) => value !== null);
  const calls = step.crmCalls ?? [];
  const error = step.error !== null && <StepError error={step.error} />;
  if (shown.length === 0 && calls.length === 0) {
    return (
      <>
        <div className={LINE}>{children}</div>
        {error}
      </>
    );
  }
  return (
    <>
      <details className="group">
        <summary
          className={cx(LINE, "cursor-pointer list-none rounded-sm hover:bg-hover [&::-webkit-details-marker]:hidden")}
        >
          {children}
          <ChevronDown
            aria-hidden
            className="size-4 shrink-0 self-center text-faint transition-transform duration-100 group-open:rotate-180"
          />
        </summary>
        <div className="mt-1 mb-2 flex flex-col gap-2.5">
          {calls.length > 0 && <Calls calls={calls} />}
          {shown.map(([title, value]) => (
            <JsonText key={title} title={title} value={value} />
          ))}
        </div>
      </details>
      {error}
    </>
  );
}

const LINE = "flex min-h-6 flex-wrap items-baseline gap-x-2.5";

function StepError({ error }: { error: unknown }) {
  const t = useTranslations("registry");
  const parsed = errorSchema.safeParse(error);
  if (!parsed.success) return <JsonText title={t("steps.error")} value={error} />;
  const { kind, code, status, words } = parsed.data;
  return (
    <div className="mt-1 text-danger-text">
      <p>
        {codeText(t, "crmErrors", code)} {status !== null && t("lead.httpStatus", { status })}{" "}
        <span className="text-muted">({findCodeText(t, "crmErrorKinds", kind) ?? kind})</span>
      </p>
      {words && <p className="whitespace-pre-wrap break-words font-mono text-[13px]">{words}</p>}
    </div>
  );
}

function Calls({ calls }: { calls: readonly CrmCall[] }) {
  const t = useTranslations("registry.steps");
  return (
    <div>
      <h4 className="text-[13px] text-muted">{t("calls")}</h4>
      <CrmCalls calls={calls} />
    </div>
  );
}

function JsonText({ title, value }: { title: string; value: unknown }) {
  const t = useTranslations("registry.steps");
  const text = JSON.stringify(value, null, 2);
  return (
    <div>
      <h4 className="text-[13px] text-muted">{title}</h4>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard. */}
      <pre tabIndex={0} className="max-h-80 overflow-auto rounded-md bg-hover p-2.5 font-mono text-xs leading-5">
        {text.slice(0, JSON_CHARS_MAX)}
      </pre>
      {text.length > JSON_CHARS_MAX && <p className="text-[13px] text-muted">{t("cut", { count: JSON_CHARS_MAX })}</p>}
    </div>
  );
}
