import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";

/** How a visit to a vendor's consent page ended; nothing for any other word in the address. */
export function ConsentNotice({ outcome }: { outcome: string | string[] | undefined }) {
  const t = useTranslations("connections.consent.outcomes");
  const known = OUTCOMES.find((candidate) => candidate === outcome);
  if (!known) return null;
  return (
    <div className="mb-6">
      <Notice tone={known === "given" ? "success" : "warning"}>{t(known)}</Notice>
    </div>
  );
}

const OUTCOMES = ["given", "denied", "expired", "refused", "unreachable", "busy", "rejected", "not_found"] as const;
