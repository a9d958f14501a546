import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { LockPicture } from "@/components/ui/pictures";

export default async function ForbiddenPage() {
  const t = await getTranslations("errors.noPermission");
  return (
    <EmptyState
      isPage
      picture={<LockPicture />}
      title={t("title")}
      text={t("text")}
      action={<LinkButton href="/">{t("action")}</LinkButton>}
    />
  );
}
