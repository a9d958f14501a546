"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { SAMPLE_SERVICES, type SampleService } from "@/lib/sources/sendpulse/samples";
import { useActionFailure } from "../../_components/use-action-failure";
import { sendSampleEvent } from "../actions";
import { useDestination } from "./settings-context";

/**
 * Sends an invented event of the chosen messenger to the address, for those who have no bot at hand. Asks first where it would put
 * an invented person into a CRM (`writesTo` is its connection's name).
 */
export function SendSample({
  integrationId,
  writesTo,
  onSent,
}: {
  integrationId: string;
  writesTo: string | null;
  onSent: () => unknown;
}) {
  const t = useTranslations("integrations.sample");
  const failureText = useActionFailure();
  const id = useId();
  const [service, setService] = useState<SampleService>("telegram");
  const [isBusy, setIsBusy] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  // One that was chosen may be published any moment, also by somebody else.
  const chosen = useDestination();
  const crm = writesTo ?? chosen?.name ?? null;

  async function send() {
    setIsBusy(true);
    const sent = await sendSampleEvent({ id: integrationId, service }).catch(
      () => ({ ok: false, reason: "unexpected" }) as const,
    );
    setIsBusy(false);
    if (sent.ok) {
      toast(t("sent"));
      onSent();
    } else toast(sent.reason === "not_stored" ? t("notStored") : failureText(sent), "danger");
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      <label htmlFor={id} className="sr-only">
        {t("messenger")}
      </label>
      <Select
        id={id}
        value={service}
        onChange={(event) => setService(SAMPLE_SERVICES.find((name) => name === event.target.value) ?? "telegram")}
        className="w-36"
      >
        {SAMPLE_SERVICES.map((name) => (
          <option key={name} value={name}>
            {t(`services.${name}`)}
          </option>
        ))}
      </Select>
      <Button icon={<Send aria-hidden />} isBusy={isBusy} onClick={crm === null ? send : () => setIsAsking(true)}>
        {t("send")}
      </Button>
      <ConfirmDialog
        title={t("confirmTitle")}
        description={t("confirmText", { crm: crm ?? "" })}
        confirmLabel={t("send")}
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        onConfirm={send}
      />
    </div>
  );
}
