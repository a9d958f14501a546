"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { saveFaults } from "../../../actions";
import { useFaultFailure } from "./use-fault-failure";

/** «Вимкнути всі збої». */
export function StopFaults({ trialCrmId }: { trialCrmId: string }) {
  const t = useTranslations("trialCrm.faults");
  const failureText = useFaultFailure();
  const [isPending, startTransition] = useTransition();

  function stop() {
    startTransition(async () => {
      const result = await saveFaults({ trialCrmId, faults: {} });
      if (result.ok) toast(t("stopped"));
      else toast(failureText(result.reason), "danger");
    });
  }

  return (
    <Button size="sm" isBusy={isPending} onClick={stop}>
      {t("stop")}
    </Button>
  );
}
