"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { FilterArg } from "@/lib/mapping/parse-template";

type Pair = Extract<FilterArg, { kind: "pair" }>;

/** The lines of the filter `map`: what stands for what, and what stands for all the rest. */
export function ReplacementTable({
  args,
  onChange,
}: {
  args: readonly FilterArg[];
  onChange: (args: FilterArg[]) => void;
}) {
  const t = useTranslations("mappingEditor.filters.table");
  const pairs = args.filter((arg): arg is Pair => arg.kind === "pair");
  const other = args.find(({ kind }) => kind === "else")?.text ?? "";
  const put = (nextPairs: readonly Pair[], nextOther = other) =>
    onChange([...nextPairs, ...(nextOther ? [{ kind: "else" as const, text: nextOther }] : [])]);
  const set = (index: number, change: Partial<Pair>) =>
    put(pairs.map((pair, at) => (at === index ? { ...pair, ...change } : pair)));

  return (
    <div className="mt-1.5 flex flex-col gap-1.5">
      {pairs.map(({ from, text }, index) => (
        // Lines have no names of their own; they are told apart by their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above.
        <div key={index} className="flex items-center gap-1.5">
          <Input
            aria-label={t("from", { line: index + 1 })}
            placeholder="telegram"
            value={from}
            onChange={({ target }) => set(index, { from: target.value })}
          />
          <span aria-hidden>→</span>
          <Input
            aria-label={t("to", { line: index + 1 })}
            placeholder="Telegram"
            value={text}
            onChange={({ target }) => set(index, { text: target.value })}
          />
          <Button
            variant="ghost"
            size="icon-sm"
            icon={<X aria-hidden />}
            aria-label={t("remove", { line: index + 1 })}
            onClick={() => put(pairs.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        size="sm"
        icon={<Plus aria-hidden />}
        className="self-start"
        onClick={() => put([...pairs, { kind: "pair", from: "", text: "" }])}
      >
        {t("add")}
      </Button>
      <Field label={t("other")}>
        <Input value={other} onChange={({ target }) => put(pairs, target.value)} />
      </Field>
    </div>
  );
}
