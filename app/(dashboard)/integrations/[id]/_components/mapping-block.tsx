"use client";

import { Plus, WandSparkles } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useFieldArray } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Block } from "./block";
import { draftMapping } from "./draft-mapping";
import { MappingHint } from "./mapping-hint";
import { MappingRowFields } from "./mapping-row";
import { useSettingsForm, useTargetFields } from "./settings-context";

/** «Співставлення полів»: which field of the CRM is filled with what. */
export function MappingBlock() {
  const t = useTranslations("integrations.mapping");
  const fields = useTargetFields();
  const { control, getValues, formState } = useSettingsForm();
  const rows = useFieldArray({ control, name: "mapping" });
  const list = useRef<HTMLOListElement>(null);

  function add() {
    const used = new Set(getValues("mapping")?.map(({ target }) => target));
    const next = fields.find(({ target }) => !used.has(target)) ?? fields[0];
    if (!next) return;
    rows.append(
      { target: next.target, template: "", policy: "inherit" },
      { focusName: `mapping.${rows.fields.length}.target` },
    );
  }

  function move(from: number, to: number, button: "up" | "down") {
    rows.move(from, to);
    // The row takes its buttons with it, and the focus must not be lost on the way.
    requestAnimationFrame(() => {
      const buttons = list.current?.children[to]?.querySelectorAll<HTMLButtonElement>(
        "button[data-move]:not(:disabled)",
      );
      const same = [...(buttons ?? [])].find((each) => each.dataset.move === button);
      (same ?? buttons?.[0])?.focus();
    });
  }

  function remove(index: number) {
    rows.remove(index);
    requestAnimationFrame(() => {
      const next = list.current?.children[Math.min(index, rows.fields.length - 2)];
      (next?.querySelector<HTMLElement>("select") ?? document.getElementById(ADD_ID))?.focus();
    });
  }

  return (
    <Block title={t("title")} description={t("text")}>
      <MappingHint />
      {rows.fields.length === 0 ? (
        <div className="rounded-lg border border-line border-dashed px-4 py-6 text-center">
          <p className="text-muted">{t("empty")}</p>
          <Button
            className="mt-3"
            icon={<WandSparkles aria-hidden />}
            onClick={() => rows.append(draftMapping(fields), { focusName: "mapping.0.target" })}
          >
            {t("draft")}
          </Button>
        </div>
      ) : (
        <div>
          <div aria-hidden className="hidden gap-2 pb-1 font-medium text-[13px] text-muted lg:flex">
            <span className="w-44">{t("target")}</span>
            <span className="flex-1">{t("value")}</span>
            <span className="w-36">{t("policy")}</span>
            <span className="w-20" />
          </div>
          <ol ref={list} className="border-line border-t">
            {rows.fields.map((row, index) => (
              <MappingRowFields
                key={row.id}
                index={index}
                isLast={index === rows.fields.length - 1}
                onMove={move}
                onRemove={remove}
              />
            ))}
          </ol>
        </div>
      )}
      {formState.errors.mapping?.root?.message && <FieldError>{formState.errors.mapping.root.message}</FieldError>}
      <div>
        <Button id={ADD_ID} icon={<Plus aria-hidden />} onClick={add}>
          {t("add")}
        </Button>
      </div>
    </Block>
  );
}

const ADD_ID = "add-mapping-row";
