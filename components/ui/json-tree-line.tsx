import { Braces, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { JsonValue } from "@/lib/json";
import { formatPath } from "@/lib/mapping/path";
import { CopyButton } from "./copy-button";
import { cx } from "./cx";
import type { JsonRow } from "./json-tree-rows";

export const LINE_HEIGHT_PX = 24;
const TEXT_SHOWN_MAX = 300;

/** One line of a `JsonTree`: its name, its value or how much it holds, and what can be copied from it. */
export function JsonTreeLine({
  id,
  row,
  top,
  isActive,
  isMatch,
  onActivate,
  onToggle,
}: {
  id: string;
  row: JsonRow;
  top: number;
  isActive: boolean;
  isMatch: boolean;
  onActivate: () => void;
  onToggle: () => void;
}) {
  const t = useTranslations("common.json");
  const name = row.names.at(-1);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it handles the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names the active line.
    <div
      id={id}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-selected={isActive}
      aria-expanded={row.size ? row.isOpen : undefined}
      onClick={() => {
        onActivate();
        if (row.size) onToggle();
      }}
      style={{ top, height: LINE_HEIGHT_PX, paddingInlineStart: 8 + row.depth * 16 }}
      className={cx(
        "group absolute flex min-w-full items-center gap-1 pe-2 hover:bg-hover",
        Boolean(row.size) && "cursor-pointer",
        isActive && "bg-hover",
        isMatch && "bg-warning-soft",
      )}
    >
      <ChevronRight
        aria-hidden
        className={cx(
          "size-3.5 shrink-0 text-faint transition-transform duration-100",
          row.isOpen && "rotate-90",
          !row.size && "invisible",
        )}
      />
      {name !== undefined && (
        <>
          <span className="shrink-0 whitespace-pre text-accent-text">{name}</span>
          <span className="text-faint">:</span>
        </>
      )}
      <JsonPreview value={row.value} size={row.size} />
      <span
        className={cx(
          "sticky end-1 ms-1 flex shrink-0 rounded-md bg-hover font-sans opacity-0 group-focus-within:opacity-100 group-hover:opacity-100",
          isActive && "opacity-100",
        )}
      >
        <CopyButton value={toText(row.value)} label={t("copyValue")} />
        {row.names.length > 0 && (
          <CopyButton value={`{{${formatPath(row.names)}}}`} label={t("copyPath")} icon={<Braces aria-hidden />} />
        )}
      </span>
    </div>
  );
}

function JsonPreview({ value, size }: { value: JsonValue; size: number | null }) {
  const t = useTranslations("common.json");
  if (size !== null) {
    return (
      <span className="whitespace-nowrap text-faint">
        {Array.isArray(value) ? "[…]" : "{…}"} {t("size", { count: size })}
      </span>
    );
  }
  if (typeof value === "string") {
    const shown = value.length > TEXT_SHOWN_MAX ? `${value.slice(0, TEXT_SHOWN_MAX)}…` : value;
    return <span className="whitespace-pre text-success-text">{JSON.stringify(shown)}</span>;
  }
  return <span className={value === null ? "text-faint" : "text-violet-text"}>{String(value)}</span>;
}

function toText(value: JsonValue) {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
