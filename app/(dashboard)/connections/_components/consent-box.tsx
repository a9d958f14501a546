"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { ConnectionForm } from "@/lib/connections/connection-form";

/** The way in through the vendor's own page; below it stands the one by key. */
export function ConsentBox({ crm, isBusy, onGo }: { crm: ConnectionForm; isBusy: boolean; onGo: () => void }) {
  const t = useTranslations("connections.consent");
  const asked = crm.fields
    .filter(({ name, isRequired }) => isRequired && crm.consent?.asksFor.includes(name))
    .map(({ label }) => label);
  return (
    <div className="flex flex-col gap-2 border-line border-b pb-4">
      <Button icon={<ExternalLink aria-hidden />} isBusy={isBusy} onClick={onGo} className="self-start">
        {t("button", { crm: crm.label })}
      </Button>
      <p className="text-[13px] text-muted">
        {asked.length > 0 ? t("textWithFields", { fields: asked.join(", ") }) : t("text")}
      </p>
    </div>
  );
}
