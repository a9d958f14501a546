"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useClock } from "@/components/ui/clock";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { Section } from "@/components/ui/section";
import { toast } from "@/components/ui/toast";
import type { LatestLead } from "@/lib/integrations/find-latest-lead";
import type { HookView } from "@/lib/integrations/hooks";
import { useActionFailure } from "../../_components/use-action-failure";
import { noteCopy, replaceAddress } from "../address-actions";
import { FirstLead } from "./first-lead";
import { SetupGuide } from "./setup-guide";

/** The webhook address, copied by one click, what came to it last, and how to set SendPulse up. */
export function AddressSection({
  integrationId,
  hooks: [current, ...replaced],
  latestLead,
  writesTo,
  mayEdit,
}: {
  integrationId: string;
  hooks: HookView[];
  latestLead: LatestLead | null;
  writesTo: string | null;
  mayEdit: boolean;
}) {
  const t = useTranslations("integrations.address");
  return (
    <Section title={t("title")} description={t("text")}>
      <div className="flex flex-col gap-4">
        {current && (
          <div className="flex flex-wrap items-center gap-2">
            <code className="min-w-0 basis-full break-all rounded-md border border-line bg-hover px-2.5 py-1.5 font-mono text-[13px]">
              {current.url ?? current.maskedUrl}
            </code>
            {current.url && (
              <CopyButton
                value={current.url}
                variant="primary"
                // For the checklist alone: the address is copied whether or not this arrives.
                onCopied={() => void noteCopy({ id: integrationId }).catch(() => null)}
              >
                {t("copy")}
              </CopyButton>
            )}
            {mayEdit && <ReplaceAddress integrationId={integrationId} />}
          </div>
        )}
        {!mayEdit && <p className="text-[13px] text-muted">{t("masked")}</p>}
        {replaced.map((hook) => (
          <ReplacedAddress key={hook.id} hook={hook} />
        ))}
        <FirstLead integrationId={integrationId} initial={latestLead} writesTo={writesTo} mayEdit={mayEdit} />
        <SetupGuide isOpenAtFirst={latestLead === null} />
      </div>
    </Section>
  );
}

function ReplaceAddress({ integrationId }: { integrationId: string }) {
  const t = useTranslations("integrations.address");
  const failureText = useActionFailure();
  return (
    <ConfirmDialog
      trigger={<Button icon={<RefreshCw aria-hidden />}>{t("replace")}</Button>}
      title={t("replaceTitle")}
      description={t("replaceText")}
      confirmLabel={t("replace")}
      onConfirm={async () => {
        const result = await replaceAddress({ id: integrationId }).catch(
          () => ({ ok: false, reason: "unexpected" }) as const,
        );
        if (result.ok) toast(t("replaced"));
        else toast(failureText(result), "danger");
        return result.ok;
      }}
    />
  );
}

function ReplacedAddress({ hook: { maskedUrl, expiresAt } }: { hook: HookView }) {
  const t = useTranslations("integrations.address");
  const now = useClock();
  const minutes = expiresAt ? Math.ceil((expiresAt.getTime() - now) / 60_000) : 0;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 rounded-md bg-warning-soft px-2.5 py-1.5 text-[13px] text-warning-text">
      <span className="break-all font-mono">{maskedUrl}</span>
      <span>
        {minutes > 0 ? t("worksFor", { hours: Math.floor(minutes / 60), minutes: minutes % 60 }) : t("closed")}
      </span>
    </p>
  );
}
