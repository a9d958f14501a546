"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useMemo, useState } from "react";
import { Input } from "@/components/ui/input";
import { findInJson, type JsonRow, listJsonRows, listOpenAtFirst } from "@/components/ui/json-tree-rows";
import type { JsonObject } from "@/lib/json";
import { formatPath } from "@/lib/mapping/path";
import { SampleNode } from "./sample-node";

const ROWS_MAX = 400;

/** An event as a tree: a value is put into the mapping by a click, by Enter, or by dragging it onto a row. */
export function SampleTree({ event, onInsert }: { event: JsonObject; onInsert: (path: string) => void }) {
  const t = useTranslations("mappingEditor.sample");
  const id = useId();
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(listOpenAtFirst(event)));
  const [query, setQuery] = useState("");
  const [wanted, setActive] = useState(0);

  const matches = useMemo(() => findInJson(event, query.trim()), [event, query]);
  const rows = useMemo(() => {
    if (query.trim() === "") return listJsonRows(event, open);
    const parents = new Set(matches.flatMap((match) => match.parents));
    const shown = new Set([...parents, ...matches.map((match) => match.id)]);
    return listJsonRows(event, parents).filter((row) => shown.has(row.id));
  }, [event, open, query, matches]);
  const visible = rows.slice(0, ROWS_MAX);
  const active = Math.min(wanted, Math.max(0, visible.length - 1));
  const activeRow = visible[active];

  function toggle(row: JsonRow, shouldOpen = !row.isOpen) {
    const next = new Set(open);
    if (shouldOpen) next.add(row.id);
    else next.delete(row.id);
    setOpen(next);
  }

  function act(row: JsonRow) {
    if (isInsertable(row)) onInsert(formatPath(row.names));
    else toggle(row);
  }

  function onKeyDown(key: KeyboardEvent) {
    if (!activeRow) return;
    const move = (to: number) => setActive(Math.max(0, Math.min(visible.length - 1, to)));
    const actions = new Map<string, () => void>([
      ["ArrowDown", () => move(active + 1)],
      ["ArrowUp", () => move(active - 1)],
      ["Home", () => move(0)],
      ["End", () => move(visible.length - 1)],
      ["Enter", () => act(activeRow)],
      [" ", () => act(activeRow)],
      ["ArrowRight", () => (activeRow.isOpen || !activeRow.size ? move(active + 1) : toggle(activeRow, true))],
      ["ArrowLeft", () => (activeRow.isOpen ? toggle(activeRow, false) : move(parentOf(visible, active)))],
    ]);
    const handle = actions.get(key.key);
    if (!handle) return;
    key.preventDefault();
    handle();
  }

  return (
    <>
      <Input
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        value={query}
        className="shrink-0"
        onChange={({ target }) => {
          setQuery(target.value);
          setActive(0);
        }}
        onKeyDown={(key) => {
          if (key.key === "Enter") key.preventDefault();
        }}
      />
      <p role="status" className="sr-only">
        {query.trim() && t("found", { count: matches.length })}
      </p>
      <div
        role="tree"
        tabIndex={0}
        aria-label={t("tree")}
        aria-activedescendant={activeRow && `${id}-${active}`}
        onKeyDown={onKeyDown}
        className="group/tree -mx-1 max-h-72 min-h-0 overflow-auto rounded-md pb-1 font-mono text-xs -outline-offset-2 xl:max-h-none"
      >
        {visible.map((row, index) => (
          <SampleNode
            key={row.id}
            id={`${id}-${index}`}
            row={row}
            path={isInsertable(row) ? formatPath(row.names) : null}
            isActive={index === active}
            onActivate={() => {
              setActive(index);
              act(row);
            }}
            onToggle={() => {
              setActive(index);
              toggle(row);
            }}
          />
        ))}
      </div>
      {rows.length === 0 && <p className="text-[13px] text-muted">{t("nothing")}</p>}
      {rows.length > visible.length && (
        <p className="text-[13px] text-muted">{t("more", { count: rows.length - visible.length })}</p>
      )}
    </>
  );
}

/** A plain value, or a list of them, has a text to put into a field. */
function isInsertable({ value, size }: JsonRow): boolean {
  if (size === null) return true;
  return Array.isArray(value) && value.every((item) => typeof item !== "object" || item === null);
}

function parentOf(rows: readonly JsonRow[], index: number): number {
  const depth = rows[index]?.depth ?? 0;
  const above = rows.slice(0, index).findLastIndex((row) => row.depth < depth);
  return Math.max(0, above);
}
