import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";

/** A text to be copied; long lines break, so that nothing has to be moved sideways. */
export function CodeBlock({ text }: { text: string }) {
  const t = useTranslations("apiAccess.reference");
  return (
    <div className="flex items-start gap-2 rounded-md border border-line bg-rail py-1.5 ps-3 pe-1.5">
      <pre className="min-w-0 flex-1 whitespace-pre-wrap break-all py-0.5 font-mono text-[13px]">{text}</pre>
      <CopyButton value={text} label={t("copy")} />
    </div>
  );
}
