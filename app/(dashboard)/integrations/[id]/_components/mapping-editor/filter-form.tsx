"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { filterForm, isFilterComplete, setFilterArgument } from "@/lib/mapping/filter-arguments";
import type { FilterCall } from "@/lib/mapping/parse-template";
import { ReplacementTable } from "./replacement-table";

/** One filter of a chip with its arguments. */
export function FilterForm({
  call,
  onChange,
  onRemove,
}: {
  call: FilterCall;
  onChange: (call: FilterCall) => void;
  onRemove: () => void;
}) {
  const t = useTranslations("mappingEditor.filters");
  const { arguments: names, isTable } = filterForm(call.name);
  return (
    <li className="rounded-md border border-line px-2.5 py-2">
      <div className="flex items-center gap-2">
        <p className="min-w-0 flex-1">
          <span className="font-mono text-[13px]">{call.name}</span>{" "}
          <span className="text-[13px] text-muted">– {t(`names.${call.name}`)}</span>
        </p>
        <Button
          variant="ghost"
          size="icon-sm"
          icon={<X aria-hidden />}
          aria-label={t("remove", { name: call.name })}
          onClick={onRemove}
        />
      </div>
      {isTable && <ReplacementTable args={call.args} onChange={(args) => onChange({ ...call, args })} />}
      {names.length > 0 && (
        <div className="mt-1.5 grid grid-cols-2 gap-2">
          {names.map((name, index) => (
            <Field key={name} label={t(`arguments.${name}`)}>
              <Input
                autoComplete="off"
                spellCheck={false}
                value={call.args[index]?.text ?? ""}
                onChange={({ target }) => onChange(setFilterArgument(call, index, target.value))}
              />
            </Field>
          ))}
        </div>
      )}
      {!isFilterComplete(call) && (
        <p role="status" className="mt-1.5 text-[13px] text-warning-text">
          {t("incomplete")}
        </p>
      )}
    </li>
  );
}
