"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { useFailureText } from "@/components/ui/use-failure-text";
import { revokeToken } from "../actions";
import { RenameToken } from "./rename-token";

/** What may be done with a token: another name, or its end. */
export function TokenMenu({ id, name }: { id: string; name: string }) {
  const t = useTranslations("apiAccess");
  const failureText = useFailureText();
  const [asked, setAsked] = useState<"rename" | "revoke" | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <DropdownMenu
        trigger={
          <Button
            variant="ghost"
            size="icon"
            icon={<Ellipsis aria-hidden />}
            aria-label={t("list.actionsOf", { name })}
          />
        }
      >
        <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setAsked("rename")}>
          {t("rename.title")}
        </MenuItem>
        <MenuItem icon={<Trash2 aria-hidden />} isDangerous onSelect={() => setAsked("revoke")}>
          {t("revoke.submit")}
        </MenuItem>
      </DropdownMenu>
      {asked === "rename" && <RenameToken id={id} name={name} onClose={close} />}
      <ConfirmDialog
        isOpen={asked === "revoke"}
        onOpenChange={(open) => !open && close()}
        title={t("revoke.title", { name })}
        description={t("revoke.text")}
        confirmLabel={t("revoke.submit")}
        isDangerous
        onConfirm={async () => {
          const result = await revokeToken({ id }).catch(() => ({ ok: false, reason: "unexpected" }) as const);
          if (result.ok) toast(t("revoke.done", { name }));
          else toast(failureText(result.reason), "danger");
          return result.ok;
        }}
      />
    </>
  );
}
