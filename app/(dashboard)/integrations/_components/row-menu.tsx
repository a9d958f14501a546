"use client";

import { Ellipsis, Pencil, Settings2, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/dropdown-menu";
import { DeleteDialog } from "./delete-dialog";
import { RenameDialog } from "./rename-dialog";

/** What may be done with an integration from the list. */
export function RowMenu({ id, name }: { id: string; name: string }) {
  const t = useTranslations("integrations.list");
  const [asked, setAsked] = useState<"rename" | "delete" | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <DropdownMenu
        trigger={
          <Button variant="ghost" size="icon" icon={<Ellipsis aria-hidden />} aria-label={t("actionsOf", { name })} />
        }
      >
        <MenuLink icon={<Settings2 aria-hidden />} href={`/integrations/${id}`}>
          {t("settings")}
        </MenuLink>
        <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setAsked("rename")}>
          {t("rename")}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 aria-hidden />} isDangerous onSelect={() => setAsked("delete")}>
          {t("delete")}
        </MenuItem>
      </DropdownMenu>
      {asked === "rename" && <RenameDialog id={id} name={name} onClose={close} />}
      <DeleteDialog id={id} name={name} isOpen={asked === "delete"} onClose={close} />
    </>
  );
}
