"use client";

import { useMemo, useState } from "react";
import type { FilterName } from "@/lib/mapping/filters";
import { findCompletion, listFilterNames } from "@/lib/mapping/find-completion";
import { searchPaths } from "@/lib/mapping/list-paths";
import { useMappingEditor } from "./editor-context";

export type CompletionOption = { name: string; insert: string } & (
  | { kind: "path"; example: string }
  | { kind: "filter"; filter: FilterName }
);

const OPTIONS_MAX = 50;

/** What the text at a caret can be completed with; nothing until it is opened there, and after it is closed. */
export function useCompletion(text: string) {
  const { paths } = useMappingEditor();
  const [caret, setCaret] = useState<number | null>(null);
  const found = useMemo(() => (caret === null ? null : findCompletion(text, caret)), [text, caret]);
  const options = useMemo((): CompletionOption[] => {
    if (!found) return [];
    if (found.kind === "filter") {
      return listFilterNames(found.query).map((filter) => ({ kind: "filter", name: filter, insert: filter, filter }));
    }
    return searchPaths(paths, found.query)
      .slice(0, OPTIONS_MAX)
      .map(({ path, example }) => ({ kind: "path", name: path, insert: path, example }));
  }, [found, paths]);
  return { found, options, open: setCaret, close: () => setCaret(null) };
}
