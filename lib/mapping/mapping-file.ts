import { z } from "zod";
import { isJsonObject } from "@/lib/json";
import { MAPPING_ROWS_MAX, type MappingRow, mappingRowSchema } from "./schema";

const KIND = "leadbox/mapping";
const VERSION = 1;

/** Why a text is no mapping. `row` counts from one; `field` is the part of the row that is wrong. */
export type MappingFileError =
  | { code: "not_json" | "not_a_mapping" | "newer_version" | "no_rows" }
  | { code: "too_many_rows"; max: number }
  | { code: "bad_row"; row: number; field: string };

/** Writes rows as a file to be kept, or to be read into another integration. */
export function printMappingFile(rows: readonly MappingRow[]): string {
  return `${JSON.stringify({ kind: KIND, version: VERSION, rows }, null, 2)}\n`;
}

/** Reads what `printMappingFile` wrote, or a bare list of rows. Never throws: gives the rows, or the first thing that is wrong. */
export function readMappingFile(
  text: string,
): { ok: true; rows: MappingRow[] } | { ok: false; error: MappingFileError } {
  const json = parseJson(text);
  if (json === undefined) return wrong({ code: "not_json" });
  const list = Array.isArray(json) ? json : isJsonObject(json) && json.kind === KIND ? json.rows : null;
  if (isJsonObject(json) && json.kind === KIND && json.version !== VERSION) return wrong({ code: "newer_version" });
  if (!Array.isArray(list)) return wrong({ code: "not_a_mapping" });
  if (list.length === 0) return wrong({ code: "no_rows" });
  if (list.length > MAPPING_ROWS_MAX) return wrong({ code: "too_many_rows", max: MAPPING_ROWS_MAX });

  const rows = z.array(mappingRowSchema).safeParse(list);
  if (rows.success) return { ok: true, rows: rows.data };
  const [index, ...path] = rows.error.issues[0]?.path ?? [];
  return wrong({ code: "bad_row", row: Number(index ?? 0) + 1, field: path.join(".") || "row" });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

function wrong(error: MappingFileError): { ok: false; error: MappingFileError } {
  return { ok: false, error };
}
