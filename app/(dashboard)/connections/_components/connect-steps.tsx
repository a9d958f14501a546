import { useTranslations } from "next-intl";

/** Where in the CRM the customer finds what the form asks for. */
export function ConnectSteps({ steps }: { steps: readonly string[] }) {
  const t = useTranslations("connections");
  if (steps.length === 0) return null;
  return (
    <div className="rounded-lg bg-sunken px-4 py-3 text-[13px]">
      <p className="mb-1.5 font-medium">{t("steps")}</p>
      <ol className="flex list-decimal flex-col gap-1 ps-4 marker:text-muted">
        {steps.map((step) => (
          <li key={step} className="break-words">
            {step}
          </li>
        ))}
      </ol>
    </div>
  );
}
