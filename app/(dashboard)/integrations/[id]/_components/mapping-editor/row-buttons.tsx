"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

/** The buttons at the end of a row; the list finds them by `data-move` to keep the focus on them. */
export function RowButtons({
  index,
  count,
  label,
  onMove,
  onRemove,
}: {
  index: number;
  count: number;
  label: string;
  onMove: (from: number, to: number) => void;
  onRemove: (index: number) => void;
}) {
  const t = useTranslations("integrations.mapping");
  return (
    <span className="ms-auto flex items-center">
      <Button
        variant="ghost"
        size="icon-sm"
        data-move="up"
        disabled={index === 0}
        icon={<ArrowUp aria-hidden />}
        aria-label={t("moveUp", { field: label })}
        onClick={() => onMove(index, index - 1)}
      />
      <Button
        variant="ghost"
        size="icon-sm"
        data-move="down"
        disabled={index === count - 1}
        icon={<ArrowDown aria-hidden />}
        aria-label={t("moveDown", { field: label })}
        onClick={() => onMove(index, index + 1)}
      />
      <Button
        variant="ghost"
        size="icon-sm"
        icon={<Trash2 aria-hidden />}
        aria-label={t("remove", { field: label })}
        onClick={() => onRemove(index)}
      />
    </span>
  );
}
