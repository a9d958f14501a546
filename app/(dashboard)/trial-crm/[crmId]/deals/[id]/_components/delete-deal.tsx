"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useFailureText } from "@/components/ui/use-failure-text";
import { toTrialPath } from "@/lib/trial-crm/record-path";
import { deleteDeal } from "../../../../actions";

/** Deletes a deal with its tasks after a question. */
export function DeleteDeal({ trialCrmId, dealId }: { trialCrmId: string; dealId: string }) {
  const t = useTranslations("trialCrm.deleteDeal");
  const failureText = useFailureText();
  const router = useRouter();

  async function remove() {
    const result = await deleteDeal({ trialCrmId, dealId });
    if (!result.ok) {
      toast(failureText(result.reason), "danger");
      return false;
    }
    toast(t("done"));
    router.push(`${toTrialPath(trialCrmId)}/deals`);
    return true;
  }

  return (
    <ConfirmDialog
      trigger={<Button icon={<Trash2 aria-hidden />}>{t("button")}</Button>}
      title={t("title")}
      description={t("text")}
      confirmLabel={t("button")}
      isDangerous
      onConfirm={remove}
    />
  );
}
