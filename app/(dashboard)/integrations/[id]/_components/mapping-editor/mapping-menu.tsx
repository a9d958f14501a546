"use client";

import { CopyPlus, Download, Ellipsis, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { printMappingFile } from "@/lib/mapping/mapping-file";
import type { MappingRow } from "@/lib/mapping/schema";
import { useSettingsForm } from "../settings-context";
import { CopyDialog } from "./copy-dialog";
import { useMappingEditor } from "./editor-context";
import { ImportDialog } from "./import-dialog";
import { toRows } from "./previews-context";

/** What is done with all rows at once: kept as a file, read from one, copied to another integration. */
export function MappingMenu({
  onAdd,
  onReplace,
}: {
  onAdd: (rows: readonly MappingRow[]) => void;
  onReplace: (rows: readonly MappingRow[]) => void;
}) {
  const t = useTranslations("mappingEditor.menu");
  const { getValues } = useSettingsForm();
  const { announce } = useMappingEditor();
  const [dialog, setDialog] = useState<"import" | "copy" | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const rows = () => toRows(getValues("mapping"));
  const close = () => {
    setDialog(null);
    requestAnimationFrame(() => button.current?.focus());
  };

  function download() {
    const all = rows();
    const url = URL.createObjectURL(new Blob([printMappingFile(all)], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `${t("fileName", { name: getValues("name") ?? "" }).replace(/[\\/:*?"<>|]+/g, "-")}.json`;
    link.click();
    URL.revokeObjectURL(url);
    announce(t("exported", { count: all.length }));
  }

  return (
    <>
      <DropdownMenu
        align="start"
        trigger={
          <Button ref={button} size="icon" icon={<Ellipsis aria-hidden />} aria-label={t("label")} title={t("label")} />
        }
      >
        <MenuItem icon={<Download aria-hidden />} onSelect={download}>
          {t("export")}
        </MenuItem>
        <MenuItem icon={<Upload aria-hidden />} onSelect={() => setDialog("import")}>
          {t("import")}
        </MenuItem>
        <MenuItem icon={<CopyPlus aria-hidden />} onSelect={() => setDialog("copy")}>
          {t("copy")}
        </MenuItem>
      </DropdownMenu>
      {dialog === "import" && <ImportDialog onAdd={onAdd} onReplace={onReplace} onClose={close} />}
      {dialog === "copy" && <CopyDialog rows={rows()} onClose={close} />}
    </>
  );
}
