"use client";

import { RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { isFailureReason } from "@/lib/errors";
import type { LeadStatus } from "@/lib/leads/status";
import { replay } from "../../actions";

/** «Повторити», after saying what will happen; a duplicate is delivered in spite of the first one. */
export function ReplayButton({ leadId, status }: { leadId: string; status: LeadStatus }) {
  const t = useTranslations("registry.replay");
  const errors = useTranslations("errors");
  const router = useRouter();
  const isDuplicate = status === "duplicate";
  const effect = status === "delivered" || status === "failed" || status === "duplicate" ? status : "other";

  async function start() {
    const result = await replay({ leadId });
    if (result.ok) {
      toast(t("started"));
      router.push(`/registry/${leadId}`);
      router.refresh();
    } else {
      toast(isFailureReason(result.reason) ? errors(result.reason) : t("refused"), "danger");
    }
    return true;
  }

  return (
    <ConfirmDialog
      trigger={<Button icon={<RotateCcw aria-hidden />}>{isDuplicate ? t("actionDuplicate") : t("action")}</Button>}
      title={isDuplicate ? t("titleDuplicate") : t("title")}
      description={
        <>
          <p>{t("text")}</p>
          <p className="mt-2">{t(effect)}</p>
        </>
      }
      confirmLabel={isDuplicate ? t("confirmDuplicate") : t("confirm")}
      onConfirm={start}
    />
  );
}
