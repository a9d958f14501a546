"use client";

import { useTranslations } from "next-intl";
import { Popover } from "radix-ui";
import { cx } from "@/components/ui/cx";
import type { FilterCall } from "@/lib/mapping/parse-template";
import type { Path } from "@/lib/mapping/path";
import { useMappingEditor } from "./editor-context";
import { HoleEditor } from "./hole-editor";

/** One `{{path}}` as a chip, by its last name; opens what it stands for and its filters. */
export function HoleChip({
  path,
  filters,
  isHidden,
  onChange,
  onRemove,
}: {
  path: Path;
  filters: readonly FilterCall[];
  isHidden: boolean;
  onChange: (filters: FilterCall[]) => void;
  onRemove: () => void;
}) {
  const t = useTranslations("mappingEditor.chip");
  const { isKnownPath } = useMappingEditor();
  const isKnown = isKnownPath(path);
  const names = filters.map(({ name }) => name).join(", ");

  return (
    <Popover.Root>
      <Popover.Trigger
        title={path.source}
        data-unknown={!isKnown || undefined}
        className={cx(
          "inline-flex h-6 max-w-full items-center gap-1 rounded px-1.5 align-top text-[13px] leading-6 mt-px",
          isHidden ? "pointer-events-none" : "pointer-events-auto",
          isKnown ? "bg-accent-soft text-accent-text" : "bg-warning-soft text-warning-text",
        )}
      >
        <span aria-hidden className={cx("truncate", !isKnown && "underline decoration-wavy underline-offset-2")}>
          {shortened(path)}
        </span>
        {filters.length > 0 && (
          <span aria-hidden className="truncate text-xs opacity-90">
            | {names}
          </span>
        )}
        <span className="sr-only">
          {names ? t("labelWithFilters", { path: path.source, filters: names }) : t("label", { path: path.source })}
        </span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={t("label", { path: path.source })}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-40 max-h-(--radix-popover-content-available-height) w-[22rem] max-w-[calc(100vw-1rem)] animate-appear overflow-y-auto rounded-lg bg-surface p-3 shadow-overlay focus:outline-none"
        >
          <HoleEditor path={path} isKnown={isKnown} filters={filters} onChange={onChange} onRemove={onRemove} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** The last two names; of a variable, its own. The whole is in the tooltip. */
function shortened({ segments, source }: Path): string {
  if (segments.length <= 2) return source;
  const [parent, name] = segments.slice(-2);
  return parent === "variables" ? `…${name}` : `…${parent}.${name}`;
}
