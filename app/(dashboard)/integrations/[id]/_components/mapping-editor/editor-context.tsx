"use client";

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { JsonObject } from "@/lib/json";
import { createPathCheck, type KnownPath, listPaths, PATH_EVENTS_MAX } from "@/lib/mapping/list-paths";
import type { Path } from "@/lib/mapping/path";
import { useRecentEvents } from "../recent-events";
import { useRenderContext } from "./use-render-context";

type Insert = (path: string) => void;

type MappingEditor = {
  /** What the last events hold, to complete from. */
  paths: readonly KnownPath[];
  /** Whether any of the last events has it; always true while they are not known. */
  isKnownPath: (path: Path) => boolean;
  /** The row that a path from the sample goes into: the last one that was worked on. */
  currentRow: string | null;
  setCurrentRow: (rowId: string) => void;
  /** Tells how a path gets into a row's value; gives the way to take that back. */
  registerInsert: (rowId: string, insert: Insert) => () => void;
  insertInto: (rowId: string, path: string) => void;
  announce: (text: string) => void;
};

const EditorContext = createContext<MappingEditor>({
  paths: [],
  isKnownPath: () => true,
  currentRow: null,
  setCurrentRow: () => {},
  registerInsert: () => () => {},
  insertInto: () => {},
  announce: () => {},
});

/** What the rows of the mapping and the sample beside them share; says aloud, politely, what was moved and inserted. */
export function MappingEditorProvider({ children }: { children: ReactNode }) {
  const { events, state } = useRecentEvents();
  const context = useRenderContext();
  const [currentRow, setCurrentRow] = useState<string | null>(null);
  const [spoken, setSpoken] = useState("");
  const inserts = useRef(new Map<string, Insert>());

  const last = useMemo((): JsonObject[] => events.slice(0, PATH_EVENTS_MAX).map(({ event }) => event), [events]);
  const paths = useMemo(() => listPaths(last), [last]);
  const check = useMemo(() => createPathCheck(last, context), [last, context]);
  const isKnownPath = useCallback((path: Path) => state !== "ready" || check(path), [check, state]);

  const registerInsert = useCallback((rowId: string, insert: Insert) => {
    inserts.current.set(rowId, insert);
    return () => {
      if (inserts.current.get(rowId) === insert) inserts.current.delete(rowId);
    };
  }, []);
  const insertInto = useCallback((rowId: string, path: string) => {
    inserts.current.get(rowId)?.(path);
    setCurrentRow(rowId);
  }, []);

  const value = useMemo(
    () => ({
      paths,
      isKnownPath,
      currentRow,
      setCurrentRow,
      registerInsert,
      insertInto,
      announce: setSpoken,
    }),
    [paths, isKnownPath, currentRow, registerInsert, insertInto],
  );
  return (
    <EditorContext value={value}>
      {children}
      <p role="status" className="sr-only">
        {spoken}
      </p>
    </EditorContext>
  );
}

export function useMappingEditor(): MappingEditor {
  return use(EditorContext);
}

/** Takes paths for a row as long as its value is shown. */
export function useInsert(rowId: string, insert: Insert) {
  const { registerInsert } = useMappingEditor();
  const latest = useRef(insert);
  useEffect(() => {
    latest.current = insert;
  });
  useEffect(() => registerInsert(rowId, (path) => latest.current(path)), [rowId, registerInsert]);
}
