import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { PeoplePicture } from "@/components/ui/pictures";
import { withAccount } from "@/db/with-account";
import { requireMember } from "@/lib/auth/require-member";
import { hasRole } from "@/lib/auth/roles";
import { listCollections } from "@/lib/collections/queries";
import { listConnectionDirectories } from "@/lib/connections/queries";
import { CollectionList } from "./_components/collection-list";
import { NewCollection } from "./_components/new-collection";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("collections"))("title") };
}

export default async function CollectionsPage() {
  const { accountId, role } = await requireMember();
  const t = await getTranslations("collections");
  const { collections, connections } = await withAccount(accountId, async (tx) => ({
    collections: await listCollections(tx, accountId),
    connections: await listConnectionDirectories(tx),
  }));
  const mayEdit = hasRole(role, "admin");
  const choices = connections.map(({ id, name, directory }) => ({ id, name, users: directory?.users ?? [] }));

  if (collections.length === 0) {
    return (
      <>
        <PageHeader title={t("title")} />
        <EmptyState
          picture={<PeoplePicture />}
          title={t("empty.title")}
          text={choices.length > 0 ? t("empty.text") : t("empty.noConnection")}
          action={
            mayEdit &&
            (choices.length > 0 ? (
              <NewCollection connections={choices} />
            ) : (
              <LinkButton variant="primary" href="/connections">
                {t("empty.toConnections")}
              </LinkButton>
            ))
          }
        />
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("text")}
        actions={mayEdit && choices.length > 0 && <NewCollection connections={choices} />}
      />
      <CollectionList collections={collections} connections={choices} mayEdit={mayEdit} />
    </>
  );
}
