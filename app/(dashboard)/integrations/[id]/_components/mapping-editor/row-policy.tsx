"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useController } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuChoice } from "@/components/ui/dropdown-menu";
import { ROW_POLICIES } from "@/lib/mapping/schema";
import { useSettingsForm } from "../settings-context";

/** When the row overwrites what the CRM has: as the integration says, always, only if empty, never. */
export function RowPolicy({ index, label }: { index: number; label: string }) {
  const t = useTranslations("integrations.mapping");
  const { control } = useSettingsForm();
  const { field: input } = useController({ control, name: `mapping.${index}.policy` });
  const policy = input.value ?? "inherit";
  return (
    <DropdownMenu
      align="start"
      trigger={
        <Button
          ref={input.ref}
          variant="ghost"
          title={t("policy")}
          aria-label={`${t("policyOf", { field: label })} – ${t(`policies.${policy}`)}`}
          className="h-6! gap-0.5! px-1.5! font-normal text-xs [&_svg]:size-3.5"
        >
          {policy === "inherit" ? (
            t("policies.inherit")
          ) : (
            <b className="font-medium text-text">{t(`policies.${policy}`)}</b>
          )}
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      <MenuChoice
        label={t("policy")}
        value={policy}
        options={ROW_POLICIES.map((value) => ({ value, label: t(`policies.${value}`) }))}
        onChange={input.onChange}
      />
    </DropdownMenu>
  );
}
