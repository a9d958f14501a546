"use client";

import { cx } from "@/components/ui/cx";
import { printHole } from "@/lib/mapping/print-template";
import { listSegments } from "@/lib/mapping/template-segments";
import { HoleChip } from "./hole-chip";

/** The value with its holes as chips, over the text field that lets clicks through beside them. Stays reachable while it is hidden. */
export function TemplateChips({
  text,
  isHidden,
  hasAction,
  onChange,
}: {
  text: string;
  isHidden: boolean;
  hasAction: boolean;
  onChange: (text: string) => void;
}) {
  return (
    <div
      className={cx(
        "pointer-events-none relative z-1 col-start-1 row-start-1 min-h-[30px] min-w-0 whitespace-pre-wrap break-words py-[3px] ps-2.5 leading-[26px]",
        hasAction ? "pe-9" : "pe-2.5",
        isHidden && "opacity-0",
      )}
    >
      {text === "" && (
        <span aria-hidden className="font-mono text-[13px] text-faint">
          {"{{contact.variables.…}}"}
        </span>
      )}
      {listSegments(text).map((segment) => {
        const own = text.slice(segment.start, segment.end);
        const put = (hole: string) => onChange(text.slice(0, segment.start) + hole + text.slice(segment.end));
        if (segment.kind === "hole") {
          return (
            <HoleChip
              key={segment.start}
              isHidden={isHidden}
              path={segment.path}
              filters={segment.filters}
              onChange={(filters) => put(printHole(segment.path.source, filters))}
              onRemove={() => put("")}
            />
          );
        }
        return (
          <span
            key={segment.start}
            aria-hidden
            className={cx(
              segment.kind === "broken" && "font-mono text-[13px] text-danger-text underline decoration-wavy",
            )}
          >
            {own}
          </span>
        );
      })}
    </div>
  );
}
