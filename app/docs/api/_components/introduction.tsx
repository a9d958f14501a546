import { useTranslations } from "next-intl";

const PARTS = ["token", "json", "language", "errors", "paging", "limits", "editing"] as const;

/** What is the same for all calls. */
export function Introduction() {
  const t = useTranslations("apiAccess.reference.intro");
  return (
    <section aria-labelledby="introduction" className="mb-8 max-w-prose">
      <h2 id="introduction" className="mb-2 font-semibold text-base">
        {t("title")}
      </h2>
      <div className="flex flex-col gap-2">
        {PARTS.map((part) => (
          <p key={part}>
            {t.rich(part, {
              code: (text) => (
                <code className="break-words rounded-sm bg-neutral-soft px-1 py-px font-mono text-[13px]">{text}</code>
              ),
            })}
          </p>
        ))}
      </div>
    </section>
  );
}
