"use client";

import { BadgeCheck, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useConnectionFailure } from "../../_components/use-connection-failure";
import { rereadDirectory, verifyConnection } from "../../actions";

/** «Перевірити» and «Оновити довідник». */
export function ConnectionActions({ connectionId }: { connectionId: string }) {
  const t = useTranslations("connections.actions");
  const toFailure = useConnectionFailure();
  const [running, setRunning] = useState<"check" | "refresh" | null>(null);
  const [isPending, startTransition] = useTransition();

  function run(what: "check" | "refresh") {
    setRunning(what);
    startTransition(async () => {
      if (what === "check") {
        const result = await verifyConnection({ connectionId });
        if (result.ok) {
          const { name, userName } = result.account;
          toast(t("checked", { name: userName ? `${name} · ${userName}` : name }));
        } else report(result);
      } else {
        const result = await rereadDirectory({ connectionId });
        if (result.ok) toast(t("refreshed"));
        else report(result);
      }
    });
  }

  function report(result: { reason: string; words?: string | null }) {
    const { text, words } = toFailure(result);
    toast(words ? `${text} «${words}»` : text, "danger");
  }

  return (
    <>
      <Button
        icon={<BadgeCheck aria-hidden />}
        isBusy={isPending && running === "check"}
        disabled={isPending && running !== "check"}
        onClick={() => run("check")}
      >
        {t("check")}
      </Button>
      <Button
        icon={<RefreshCw aria-hidden />}
        isBusy={isPending && running === "refresh"}
        disabled={isPending && running !== "refresh"}
        onClick={() => run("refresh")}
      >
        {t("refresh")}
      </Button>
    </>
  );
}
