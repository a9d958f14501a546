"use client";

import { useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { switchIntegration } from "../actions";
import { useActionFailure } from "./use-action-failure";

/** Switches an integration on or off at once, and says so when the plan does not allow it. */
export function ActiveSwitch({
  id,
  name,
  isActive,
  isLabelHidden = false,
}: {
  id: string;
  name: string;
  isActive: boolean;
  isLabelHidden?: boolean;
}) {
  const t = useTranslations("integrations.switch");
  const failureText = useActionFailure();
  const [isOn, setIsOn] = useOptimistic(isActive);
  const [, startTransition] = useTransition();

  function change(next: boolean) {
    startTransition(async () => {
      setIsOn(next);
      const result = await switchIntegration({ id, isActive: next }).catch(
        () => ({ ok: false, reason: "unexpected" }) as const,
      );
      if (result.ok) toast(next ? t("switchedOn", { name }) : t("switchedOff", { name }));
      else toast(failureText(result), "danger");
    });
  }

  const label = isOn ? t("active") : t("inactive");
  return (
    <Switch
      label={isLabelHidden ? t("of", { name }) : label}
      isLabelHidden={isLabelHidden}
      isOn={isOn}
      onChange={change}
    />
  );
}
