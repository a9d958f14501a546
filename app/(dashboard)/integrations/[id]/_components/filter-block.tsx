"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFieldArray, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { RadioGroup } from "@/components/ui/radio-group";
import { Block } from "./block";
import { FilterGroup } from "./filter-group";
import { NEW_CONDITION } from "./filter-operators";
import { useSettingsForm } from "./settings-context";

/** «Фільтр»: which leads go on. Groups of conditions, joined the one way and inside of them the other. */
export function FilterBlock() {
  const t = useTranslations("integrations.filter");
  const { control, register } = useSettingsForm();
  const groups = useFieldArray({ control, name: "filter.groups" });
  const mode = useWatch({ control, name: "filter.mode" }) ?? "or_of_and";
  const [outer, inner] = mode === "or_of_and" ? (["or", "and"] as const) : (["and", "or"] as const);

  return (
    <Block title={t("title")} description={t("text")}>
      {groups.fields.length === 0 && <p className="text-muted">{t("empty")}</p>}
      {groups.fields.map((group, index) => (
        <div key={group.id} className="flex flex-col gap-3">
          {index > 0 && <Joint>{t(outer)}</Joint>}
          <FilterGroup index={index} joint={t(inner)} onRemove={() => groups.remove(index)} />
        </div>
      ))}
      <div>
        <Button
          icon={<Plus aria-hidden />}
          onClick={() => groups.append({ conditions: [{ ...NEW_CONDITION }] }, { shouldFocus: false })}
        >
          {groups.fields.length === 0 ? t("addFirst") : t("addGroup")}
        </Button>
      </div>
      {groups.fields.length > 0 && (
        <>
          <RadioGroup
            legend={t("mode")}
            options={[
              { value: "or_of_and", label: t("modes.or_of_and") },
              { value: "and_of_or", label: t("modes.and_of_or") },
            ]}
            {...register("filter.mode")}
          />
          <Checkbox label={t("caseSensitive")} help={t("caseSensitiveHelp")} {...register("filter.isCaseSensitive")} />
        </>
      )}
    </Block>
  );
}

/** The word between two groups or conditions. */
export function Joint({ children }: { children: string }) {
  return (
    <p className="flex items-center gap-2 font-medium text-muted text-xs uppercase tracking-wide after:h-px after:flex-1 after:bg-line">
      {children}
    </p>
  );
}
