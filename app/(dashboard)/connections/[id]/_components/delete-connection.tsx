"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useConnectionFailure } from "../../_components/use-connection-failure";
import { removeConnection } from "../../actions";

/** Deletes a connection after its name was typed. */
export function DeleteConnection({ connectionId, name }: { connectionId: string; name: string }) {
  const t = useTranslations("connections.delete");
  const toFailure = useConnectionFailure();
  const router = useRouter();

  async function remove() {
    const result = await removeConnection({ connectionId });
    if (!result.ok) {
      toast(toFailure(result).text, "danger");
      return;
    }
    toast(t("done"));
    router.push("/connections");
  }

  return (
    <ConfirmDialog
      trigger={<Button icon={<Trash2 aria-hidden />}>{t("button")}</Button>}
      title={t("title", { name })}
      description={t("text")}
      confirmLabel={t("button")}
      typedWord={name}
      isDangerous
      onConfirm={remove}
    />
  );
}
