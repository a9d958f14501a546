import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { FlaskPicture } from "@/components/ui/pictures";

/** A list of a trial CRM that nothing has come to yet. */
export function NoRecords({ kind }: { kind: "contacts" | "deals" | "tasks" }) {
  const t = useTranslations("trialCrm.none");
  return (
    <EmptyState
      picture={<FlaskPicture />}
      title={t(`${kind}.title`)}
      text={t(`${kind}.text`)}
      action={<LinkButton href="/integrations">{t("action")}</LinkButton>}
    />
  );
}
