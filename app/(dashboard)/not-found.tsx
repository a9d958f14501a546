import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { NothingFoundPicture } from "@/components/ui/pictures";

export default async function NotFoundPage() {
  const t = await getTranslations("errors.notFound");
  return (
    <EmptyState
      isPage
      picture={<NothingFoundPicture />}
      title={t("title")}
      text={t("text")}
      action={<LinkButton href="/">{t("action")}</LinkButton>}
    />
  );
}
