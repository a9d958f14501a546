import { ExternalLink as ExternalLinkIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/**
 * A link out of the product, in a new tab. An address that is not http(s) is shown as text, since addresses come from
 * events and from CRMs.
 */
export function ExternalLink({ href, children }: { href: string; children: ReactNode }) {
  const t = useTranslations("common");
  if (!isWebAddress(href)) return <span className="break-words">{children}</span>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className="inline-flex items-center gap-1 rounded-sm text-accent-text underline-offset-2 hover:underline"
    >
      {children}
      <ExternalLinkIcon aria-hidden className="size-3.5 shrink-0" />
      <span className="sr-only">{t("opensInNewTab")}</span>
    </a>
  );
}

/** Whether an address may be made a link: http(s) and nothing that runs. */
export function isWebAddress(href: string) {
  return URL.canParse(href) && /^https?:$/.test(new URL(href).protocol);
}
