"use client";

import { Eraser } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useFailureText } from "@/components/ui/use-failure-text";
import { emptyCrm } from "../../actions";

/** «Очистити CRM»: deletes every record after a question. */
export function EmptyCrm({ trialCrmId, name }: { trialCrmId: string; name: string }) {
  const t = useTranslations("trialCrm.clear");
  const failureText = useFailureText();

  async function clear() {
    const result = await emptyCrm({ trialCrmId });
    if (result.ok) toast(t("done"));
    else toast(failureText(result.reason), "danger");
    return result.ok;
  }

  return (
    <ConfirmDialog
      trigger={<Button icon={<Eraser aria-hidden />}>{t("button")}</Button>}
      title={t("title", { name })}
      description={t("text")}
      confirmLabel={t("button")}
      isDangerous
      onConfirm={clear}
    />
  );
}
