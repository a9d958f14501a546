"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { type MappingFileError, readMappingFile } from "@/lib/mapping/mapping-file";
import type { MappingRow } from "@/lib/mapping/schema";
import { useDestination, useTargetFields } from "../settings-context";

/** Reads rows from a file or from pasted text; they go into the form, and nowhere else. */
export function ImportDialog({
  onAdd,
  onReplace,
  onClose,
}: {
  onAdd: (rows: readonly MappingRow[]) => void;
  onReplace: (rows: readonly MappingRow[]) => void;
  onClose: () => void;
}) {
  const t = useTranslations("mappingEditor.import");
  const [text, setText] = useState("");
  const [isReplacing, setIsReplacing] = useState(false);
  const fields = useTargetFields();
  const hasDirectory = Boolean(useDestination()?.directory);
  const read = text.trim() === "" ? null : readMappingFile(text);
  const rows = read?.ok ? read.rows : [];
  const missing = hasDirectory ? rows.filter((row) => !fields.some(({ target }) => target === row.target)).length : 0;

  function accept() {
    if (isReplacing) onReplace(rows);
    else onAdd(rows);
    onClose();
  }

  return (
    <Dialog isOpen title={t("title")} description={t("text")} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <div className="flex flex-col gap-4">
        <Field label={t("file")}>
          <Input
            type="file"
            accept="application/json,.json"
            onChange={async ({ target }) => setText((await target.files?.[0]?.text()) ?? "")}
            className="h-auto py-1"
          />
        </Field>
        <Field label={t("json")} error={read?.ok === false ? errorText(t, read.error) : undefined}>
          <Textarea
            rows={5}
            spellCheck={false}
            value={text}
            onChange={({ target }) => setText(target.value)}
            className="max-h-60! font-mono text-xs"
          />
        </Field>
        <Checkbox
          label={t("replace")}
          checked={isReplacing}
          onChange={({ target }) => setIsReplacing(target.checked)}
        />
        <p role="status" className="text-[13px] text-muted empty:hidden">
          {read?.ok && t("found", { count: rows.length })}
          {missing > 0 && ` ${t("missing", { count: missing })}`}
        </p>
      </div>
      <DialogActions>
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button variant="primary" disabled={!read?.ok} onClick={accept}>
          {t("accept")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function errorText(t: ReturnType<typeof useTranslations<"mappingEditor.import">>, error: MappingFileError): string {
  switch (error.code) {
    case "bad_row":
      return t("errors.bad_row", { row: error.row, field: error.field });
    case "too_many_rows":
      return t("errors.too_many_rows", { max: error.max });
    default:
      return t(`errors.${error.code}`);
  }
}
