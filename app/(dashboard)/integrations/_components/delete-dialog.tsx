"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { removeIntegration } from "../actions";
import { useActionFailure } from "./use-action-failure";

/** Asks for the integration's name before it is deleted, and says what stays. */
export function DeleteDialog({
  id,
  name,
  isOpen,
  onClose,
  onDeleted,
}: {
  id: string;
  name: string;
  isOpen: boolean;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const t = useTranslations("integrations.delete");
  const failureText = useActionFailure();
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name })}
      description={
        <ul className="list-disc space-y-1 ps-5">
          <li>{t("addressCloses")}</li>
          <li>{t("leadsStay")}</li>
          <li>{t("settingsGo")}</li>
        </ul>
      }
      confirmLabel={t("submit")}
      typedWord={name}
      isDangerous
      onConfirm={async () => {
        const result = await removeIntegration({ id }).catch(() => ({ ok: false, reason: "unexpected" }) as const);
        if (!result.ok) {
          toast(failureText(result), "danger");
          return false;
        }
        toast(t("done", { name }));
        onDeleted?.();
      }}
    />
  );
}
