"use client";

import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { CatalogueDrawer } from "@/components/catalogue/catalogue-drawer";
import type { ConnectionForm } from "@/lib/connections/connection-form";
import { CrmMark } from "./crm-mark";
import { NewConnection } from "./new-connection";

/** «Додати підключення»: the CRMs to choose from, then a name and what the CRM asks for. */
export function AddConnection({ forms }: { forms: readonly ConnectionForm[] }) {
  const t = useTranslations("connections.add");
  const toEntry = ({ provider, label, text, isBeta }: ConnectionForm) => ({
    id: provider,
    name: isBeta ? `${label} · beta` : label,
    text,
    icon: provider === "trial" ? <FlaskConical aria-hidden className="size-5" /> : <CrmMark label={label} />,
  });
  return (
    <CatalogueDrawer
      button={t("button")}
      catalogue={{ title: t("catalogue"), description: t("catalogueText") }}
      chosen={{ title: t("nameTitle"), description: t("nameText") }}
      groups={[
        { name: t("yours"), entries: forms.filter(({ provider }) => provider !== "trial").map(toEntry) },
        { name: t("tryOut"), entries: forms.filter(({ provider }) => provider === "trial").map(toEntry) },
      ]}
    >
      {(provider, onBack) => {
        const form = forms.find((candidate) => candidate.provider === provider);
        return form && <NewConnection form={form} onBack={onBack} />;
      }}
    </CatalogueDrawer>
  );
}
