"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import type { JsonValue } from "@/lib/json";
import { Button } from "./button";
import { CopyButton } from "./copy-button";
import { Input } from "./input";
import { JsonTreeLine, LINE_HEIGHT_PX } from "./json-tree-line";
import { findInJson, type JsonRow, listJsonRows, listOpenAtFirst } from "./json-tree-rows";

const VIEW_HEIGHT_PX = 480;
const SPARE_LINES = 12;

/**
 * JSON as a tree to read: search, collapse, copy a value or the `{{path}}` to it, and the text as it came. Only the lines in
 * view are in the page, so that an event of 1 MiB opens at once. Arrow keys move, left and right close and open.
 *
 * @example
 * <JsonTree label={t("event")} value={event} />
 */
export function JsonTree({ label, value, raw }: { label: string; value: JsonValue; raw?: string }) {
  const t = useTranslations("common.json");
  const id = useId();
  const [isRaw, setIsRaw] = useState(false);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(listOpenAtFirst(value)));
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const [top, setTop] = useState(0);
  const view = useRef<HTMLDivElement>(null);

  const rows = useMemo(() => listJsonRows(value, open), [value, open]);
  const matches = useMemo(() => findInJson(value, query.trim()), [value, query]);
  const matchIds = useMemo(() => new Set(matches.map((match) => match.id)), [matches]);
  const text = useMemo(() => (isRaw ? (raw ?? JSON.stringify(value, null, 2)) : ""), [isRaw, raw, value]);
  const activeRow = rows[active];
  const matchAt = matches.findIndex((match) => match.id === activeRow?.id);

  const first = Math.max(0, Math.floor(top / LINE_HEIGHT_PX) - SPARE_LINES);
  const last = Math.min(rows.length, Math.ceil((top + VIEW_HEIGHT_PX) / LINE_HEIGHT_PX) + SPARE_LINES);

  useEffect(() => {
    const box = view.current;
    if (!box) return;
    const lineTop = active * LINE_HEIGHT_PX;
    const isFar = lineTop < box.scrollTop - LINE_HEIGHT_PX || lineTop > box.scrollTop + box.clientHeight;
    // A match from afar lands in the middle; a step by the arrow keys moves the view no more than it must.
    if (isFar) box.scrollTop = lineTop - box.clientHeight / 2;
    else if (lineTop < box.scrollTop) box.scrollTop = lineTop;
    else if (lineTop + LINE_HEIGHT_PX > box.scrollTop + box.clientHeight) {
      box.scrollTop = lineTop + LINE_HEIGHT_PX - box.clientHeight;
    }
  }, [active]);

  function toggle(row: JsonRow, shouldOpen = !row.isOpen) {
    const next = new Set(open);
    if (shouldOpen) next.add(row.id);
    else next.delete(row.id);
    setOpen(next);
  }

  function goToMatch(step: 1 | -1, within = matches) {
    if (within.length === 0) return;
    const at = within.findIndex((match) => match.id === activeRow?.id);
    const start = at === -1 && step === -1 ? 0 : at;
    const match = within[(start + step + within.length) % within.length];
    if (!match) return;
    const next = new Set([...open, ...match.parents]);
    setOpen(next);
    setActive(
      Math.max(
        0,
        listJsonRows(value, next).findIndex((row) => row.id === match.id),
      ),
    );
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!activeRow || event.target !== event.currentTarget) return;
    const move = (to: number) => setActive(Math.max(0, Math.min(rows.length - 1, to)));
    const actions = new Map<string, () => void>([
      ["ArrowDown", () => move(active + 1)],
      ["ArrowUp", () => move(active - 1)],
      ["PageDown", () => move(active + 15)],
      ["PageUp", () => move(active - 15)],
      ["Home", () => move(0)],
      ["End", () => move(rows.length - 1)],
      ["Enter", () => toggle(activeRow)],
      ["ArrowRight", () => (activeRow.isOpen || !activeRow.size ? move(active + 1) : toggle(activeRow, true))],
      ["ArrowLeft", () => (activeRow.isOpen ? toggle(activeRow, false) : move(parentIndex(rows, active)))],
    ]);
    const act = actions.get(event.key);
    if (!act) return;
    event.preventDefault();
    act();
  }

  return (
    <div className="min-w-0 rounded-lg border border-line">
      <div className="flex flex-wrap items-center gap-2 border-line border-b p-2">
        <div className="flex min-w-40 flex-1 items-center gap-1">
          <Input
            type="search"
            aria-label={t("search")}
            placeholder={t("search")}
            value={query}
            disabled={isRaw}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              goToMatch(event.shiftKey ? -1 : 1);
            }}
            className="max-w-64"
          />
          <span role="status" className="min-w-12 text-center text-[13px] text-muted tabular-nums">
            {query.trim() && t("matches", { at: matchAt + 1, count: matches.length })}
          </span>
          {matches.length > 0 && (
            <>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={t("previous")}
                icon={<ChevronUp aria-hidden />}
                onClick={() => goToMatch(-1)}
              />
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={t("next")}
                icon={<ChevronDown aria-hidden />}
                onClick={() => goToMatch(1)}
              />
            </>
          )}
        </div>
        <Button size="sm" variant="ghost" aria-pressed={isRaw} onClick={() => setIsRaw(!isRaw)}>
          {isRaw ? t("asTree") : t("asText")}
        </Button>
        <CopyButton value={raw ?? JSON.stringify(value, null, 2)} size="sm">
          {t("copyAll")}
        </CopyButton>
      </div>

      {isRaw ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard.
        <pre tabIndex={0} className="max-h-[480px] overflow-auto p-3 font-mono text-xs leading-5">
          {text}
        </pre>
      ) : (
        <div
          ref={view}
          role="tree"
          aria-label={label}
          tabIndex={0}
          aria-activedescendant={activeRow && `${id}-${active}`}
          onKeyDown={onKeyDown}
          onScroll={(event) => setTop(event.currentTarget.scrollTop)}
          style={{ maxHeight: VIEW_HEIGHT_PX }}
          className="overflow-auto py-1 font-mono text-xs -outline-offset-2"
        >
          <div role="none" className="relative w-max min-w-full" style={{ height: rows.length * LINE_HEIGHT_PX }}>
            {rows.slice(first, last).map((row, offset) => (
              <JsonTreeLine
                key={row.id}
                id={`${id}-${first + offset}`}
                row={row}
                top={(first + offset) * LINE_HEIGHT_PX}
                isActive={first + offset === active}
                isMatch={matchIds.has(row.id)}
                onActivate={() => setActive(first + offset)}
                onToggle={() => toggle(row)}
              />
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

function parentIndex(rows: readonly JsonRow[], index: number) {
  const depth = rows[index]?.depth ?? 0;
  for (let at = index - 1; at >= 0; at -= 1) {
    if ((rows[at]?.depth ?? 0) < depth) return at;
  }
  return index;
}
