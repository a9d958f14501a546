import { useTranslations } from "next-intl";

/** Where in the CRM the customer finds what the form asks for; put away where there is a key already. */
export function ConnectSteps({ steps, isOpen }: { steps: readonly string[]; isOpen: boolean }) {
  const t = useTranslations("connections");
  if (steps.length === 0) return null;
  return (
    <details open={isOpen} className="rounded-lg border border-line px-3 py-2 text-[13px]">
      <summary className="cursor-pointer rounded-sm py-0.5 font-medium">{t("steps")}</summary>
      <ol className="mt-1.5 mb-1 flex list-decimal flex-col gap-1 ps-5 marker:text-muted">
        {steps.map((step) => (
          <li key={step} className="break-words">
            {step}
          </li>
        ))}
      </ol>
    </details>
  );
}
