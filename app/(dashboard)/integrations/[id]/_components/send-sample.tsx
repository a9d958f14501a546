"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { SAMPLE_SERVICES, type SampleService } from "@/lib/sources/sendpulse/samples";
import { useActionFailure } from "../../_components/use-action-failure";
import { sendSampleEvent } from "../actions";

/** Sends an invented event of the chosen messenger to the address, for those who have no bot at hand. */
export function SendSample({ integrationId, onSent }: { integrationId: string; onSent: () => unknown }) {
  const t = useTranslations("integrations.sample");
  const failureText = useActionFailure();
  const id = useId();
  const [service, setService] = useState<SampleService>("telegram");
  const [isBusy, setIsBusy] = useState(false);

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
      <Button icon={<Send aria-hidden />} isBusy={isBusy} onClick={send}>
        {t("send")}
      </Button>
    </div>
  );
}
