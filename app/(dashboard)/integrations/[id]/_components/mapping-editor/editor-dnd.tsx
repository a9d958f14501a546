"use client";

import {
  type Active,
  type Announcements,
  type CollisionDetection,
  closestCenter,
  DndContext,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { useMappingEditor } from "./editor-context";

/** Says nothing by itself: what is moved is announced politely by the editor. */
const SILENT: Announcements = {
  onDragStart: () => undefined,
  onDragOver: () => undefined,
  onDragEnd: () => undefined,
  onDragCancel: () => undefined,
};

/** Rows are dragged among themselves, variables of the sample onto a row. */
export function EditorDnd({
  rowIds,
  nameOf,
  onMove,
  onDrop,
  children,
}: {
  rowIds: readonly string[];
  /** The field of a row, to be said aloud. */
  nameOf: (rowId: string) => string;
  onMove: (from: number, to: number) => void;
  onDrop: (rowId: string, path: string) => void;
  children: ReactNode;
}) {
  const t = useTranslations("mappingEditor.drag");
  const { announce } = useMappingEditor();
  const [dragged, setDragged] = useState<string | null>(null);
  const hasMoved = useRef(false);
  const sensors = useSensors(
    // A short way, so that a click is still a click.
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const place = (rowId: string) => ({ field: nameOf(rowId), row: rowIds.indexOf(rowId) + 1, count: rowIds.length });

  return (
    <DndContext
      id="mapping"
      sensors={sensors}
      collisionDetection={findRow}
      accessibility={{ announcements: SILENT, screenReaderInstructions: { draggable: t("instructions") } }}
      onDragStart={({ active }) => {
        setDragged(pathOf(active));
        hasMoved.current = false;
        if (isRow(active)) announce(t("taken", place(String(active.id))));
      }}
      onDragOver={({ active, over }) => {
        // A row begins over itself, which is no news.
        if (!over || (over.id === active.id && !hasMoved.current)) return;
        hasMoved.current = true;
        if (isRow(active)) announce(t("over", { ...place(String(over.id)), field: nameOf(String(active.id)) }));
        else announce(t("onto", { field: nameOf(String(over.id)) }));
      }}
      onDragCancel={() => {
        setDragged(null);
        announce(t("cancelled"));
      }}
      onDragEnd={({ active, over }) => {
        setDragged(null);
        const path = pathOf(active);
        if (path && over) onDrop(String(over.id), path);
        else if (over) onMove(rowIds.indexOf(String(active.id)), rowIds.indexOf(String(over.id)));
      }}
    >
      <SortableContext items={[...rowIds]} strategy={verticalListSortingStrategy}>
        {children}
      </SortableContext>
      <DragOverlay dropAnimation={null}>
        {dragged && (
          <span className="inline-flex h-6 items-center rounded bg-accent px-1.5 font-mono text-[13px] text-on-accent shadow-overlay">
            {dragged}
          </span>
        )}
      </DragOverlay>
    </DndContext>
  );
}

/** A row is over the nearest one; a variable over the row under the pointer, or over none. */
const findRow: CollisionDetection = (args) => (isRow(args.active) ? closestCenter(args) : pointerWithin(args));

function isRow({ data }: Active): boolean {
  return data.current?.kind === "row";
}

function pathOf({ data }: Active): string | null {
  const path: unknown = data.current?.path;
  return typeof path === "string" ? path : null;
}
