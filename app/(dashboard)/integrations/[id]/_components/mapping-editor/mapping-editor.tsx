"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useRef } from "react";
import { useFieldArray } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import type { MappingRow } from "@/lib/mapping/schema";
import { useSettingsForm, useSurroundings, useTargetFields } from "../settings-context";
import { AutoFill } from "./auto-fill";
import { useMappingEditor } from "./editor-context";
import { EditorDnd } from "./editor-dnd";
import { MappingMenu } from "./mapping-menu";
import { MappingRowFields } from "./mapping-row";
import { SamplePanel } from "./sample-panel";

const ADD_ID = "add-mapping-row";

/** The rows of the mapping with the sample beside them: moved, filled and added by dragging, by keyboard and by buttons alike. */
export function MappingEditor() {
  const t = useTranslations("integrations.mapping");
  const tEditor = useTranslations("mappingEditor");
  const fields = useTargetFields();
  const { mayEdit } = useSurroundings();
  const { control, getValues, formState } = useSettingsForm();
  const { fields: rows, append, move, remove, replace } = useFieldArray({ control, name: "mapping" });
  const { announce, currentRow, insertInto } = useMappingEditor();
  const list = useRef<HTMLOListElement>(null);
  const count = rows.length;

  const nameAt = useCallback(
    (index: number) => {
      const target = getValues(`mapping.${index}.target`);
      return fields.find((field) => field.target === target)?.label ?? target ?? "";
    },
    [fields, getValues],
  );
  const indexOf = (rowId: string) => rows.findIndex(({ id }) => id === rowId);
  const nameOf = (rowId: string) => nameAt(indexOf(rowId));

  const moveRow = useCallback(
    (from: number, to: number) => {
      // By the name that it has before it goes.
      announce(tEditor("drag.moved", { field: nameAt(from), row: to + 1, count }));
      if (from !== to) move(from, to);
    },
    [move, announce, tEditor, nameAt, count],
  );
  const moveByButton = useCallback(
    (from: number, to: number) => {
      moveRow(from, to);
      // The row takes its buttons with it, and the focus must not be lost on the way.
      requestAnimationFrame(() => focusMoveButton(list.current?.children[to], to < from ? "up" : "down"));
    },
    [moveRow],
  );
  const removeRow = useCallback(
    (index: number) => {
      announce(tEditor("removed", { field: nameAt(index) }));
      remove(index);
      requestAnimationFrame(() => {
        const next = list.current?.children[Math.min(index, count - 2)];
        (next?.querySelector<HTMLElement>("[role=combobox]") ?? document.getElementById(ADD_ID))?.focus();
      });
    },
    [remove, announce, tEditor, nameAt, count],
  );

  function add(template = "") {
    const used = new Set(getValues("mapping")?.map(({ target }) => target));
    const next = fields.find(({ target }) => !used.has(target)) ?? fields[0];
    if (next) append({ target: next.target, template, policy: "inherit" }, { focusName: `mapping.${count}.target` });
  }

  function insert(path: string, rowId = currentRowId()) {
    if (!mayEdit) return;
    if (rowId === null) add(`{{${path}}}`);
    else {
      insertInto(rowId, path);
      announce(tEditor("inserted", { path, field: nameOf(rowId) }));
    }
  }

  /** The row that was worked on last; else the first one without a value, else the last one. */
  function currentRowId(): string | null {
    if (currentRow !== null && indexOf(currentRow) >= 0) return currentRow;
    const blank = getValues("mapping")?.findIndex(({ template }) => template.trim() === "") ?? -1;
    return (rows[blank] ?? rows.at(-1))?.id ?? null;
  }

  const addAll = (added: readonly MappingRow[]) => {
    append([...added], { shouldFocus: false });
    announce(tEditor("added", { count: added.length }));
  };

  return (
    <EditorDnd
      rowIds={rows.map(({ id }) => id)}
      nameOf={nameOf}
      onMove={moveRow}
      onDrop={(rowId, path) => insert(path, rowId)}
    >
      <div className="grid gap-x-6 gap-y-4 xl:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="@container order-last flex min-w-0 flex-col gap-3 xl:order-first">
          <div className="flex flex-wrap items-center gap-1.5">
            <Button id={ADD_ID} icon={<Plus aria-hidden />} onClick={() => add()}>
              {t("add")}
            </Button>
            <AutoFill onAdd={addAll} />
            <MappingMenu
              onAdd={addAll}
              onReplace={(next) => {
                replace([...next]);
                announce(tEditor("added", { count: next.length }));
              }}
            />
          </div>
          {count === 0 ? (
            <p className="rounded-lg border border-line border-dashed px-4 py-8 text-center text-balance text-muted">
              {tEditor("empty")}
            </p>
          ) : (
            <div>
              <Columns />
              <ol ref={list} className="border-line border-t">
                {rows.map((row, index) => (
                  <MappingRowFields
                    key={row.id}
                    rowId={row.id}
                    index={index}
                    count={count}
                    onMove={moveByButton}
                    onRemove={removeRow}
                  />
                ))}
              </ol>
            </div>
          )}
          {formState.errors.mapping?.root?.message && <FieldError>{formState.errors.mapping.root.message}</FieldError>}
        </div>
        <SamplePanel
          intoLabel={currentRow !== null && indexOf(currentRow) >= 0 ? nameOf(currentRow) : null}
          onInsert={insert}
        />
      </div>
    </EditorDnd>
  );
}

function Columns() {
  const t = useTranslations("integrations.mapping");
  const tEditor = useTranslations("mappingEditor");
  return (
    <div
      aria-hidden
      className="hidden grid-cols-[1.5rem_minmax(0,10rem)_minmax(0,1fr)_minmax(0,9.5rem)] gap-2 pb-1 font-medium text-[13px] text-muted @xl:grid"
    >
      <span className="col-start-2">{t("target")}</span>
      <span>{t("value")}</span>
      <span className="ps-1">{tEditor("preview.title")}</span>
    </div>
  );
}

function focusMoveButton(row: Element | undefined, button: "up" | "down") {
  const buttons = [...(row?.querySelectorAll<HTMLButtonElement>("button[data-move]:not(:disabled)") ?? [])];
  (buttons.find((each) => each.dataset.move === button) ?? buttons[0])?.focus();
}
