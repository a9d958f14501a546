"use client";

import { useDraggable } from "@dnd-kit/core";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { cx } from "@/components/ui/cx";
import type { JsonRow } from "@/components/ui/json-tree-rows";

/** A line of the sample: its name and value. One with a path is put into the mapping; any other opens and closes. */
export function SampleNode({
  id,
  row,
  path,
  isActive,
  onActivate,
  onToggle,
}: {
  id: string;
  row: JsonRow;
  path: string | null;
  isActive: boolean;
  onActivate: () => void;
  onToggle: () => void;
}) {
  const t = useTranslations("mappingEditor.sample");
  const line = useRef<HTMLDivElement | null>(null);
  const drag = useDraggable({ id: `sample:${row.id}`, data: { kind: "variable", path }, disabled: path === null });
  useEffect(() => {
    if (isActive && line.current?.parentElement === document.activeElement) {
      line.current?.scrollIntoView({ block: "nearest" });
    }
  }, [isActive]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it handles the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names the active line.
    <div
      id={id}
      ref={(element) => {
        line.current = element;
        drag.setNodeRef(element);
      }}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-selected={isActive}
      aria-expanded={row.size ? row.isOpen : undefined}
      title={path === null ? undefined : t("insert", { path })}
      data-path={path ?? undefined}
      onPointerDown={drag.listeners?.onPointerDown as React.PointerEventHandler | undefined}
      onClick={onActivate}
      style={{ paddingInlineStart: 4 + row.depth * 12 }}
      className={cx(
        "flex min-h-6 cursor-pointer select-none items-center gap-1 rounded pe-1 hover:bg-hover",
        isActive && "group-focus-visible/tree:bg-pressed",
        drag.isDragging && "opacity-50",
      )}
    >
      <ChevronRight
        aria-hidden
        onClick={(event) => {
          event.stopPropagation();
          onToggle();
        }}
        className={cx(
          "size-3.5 shrink-0 text-faint transition-transform duration-100",
          row.isOpen && "rotate-90",
          !row.size && "invisible",
        )}
      />
      <span className={cx("shrink-0 whitespace-pre", path === null ? "text-muted" : "text-accent-text")}>
        {row.names.at(-1)}
      </span>
      <span className="min-w-0 truncate text-muted">{toText(row)}</span>
    </div>
  );
}

function toText({ value, size }: JsonRow): string {
  if (Array.isArray(value)) return `[${size}]`;
  if (size !== null) return "";
  return typeof value === "string" ? JSON.stringify(value.slice(0, 200)) : String(value);
}
