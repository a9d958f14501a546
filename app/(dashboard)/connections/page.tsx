import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { PlugPicture } from "@/components/ui/pictures";
import { withAccount } from "@/db/with-account";
import { requireMember } from "@/lib/auth/require-member";
import { hasRole } from "@/lib/auth/roles";
import { listConnections } from "@/lib/connections/queries";
import { AddConnection } from "./_components/add-connection";
import { ConnectionsTable } from "./_components/connections-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections"))("title") };
}

export default async function ConnectionsPage() {
  const { accountId, role } = await requireMember();
  const t = await getTranslations("connections");
  const connections = await withAccount(accountId, listConnections);
  const mayEdit = hasRole(role, "admin");

  return (
    <>
      <PageHeader title={t("title")} actions={mayEdit && connections.length > 0 && <AddConnection />} />
      {connections.length > 0 ? (
        <ConnectionsTable
          connections={connections.map(({ id, name, provider, status, crmAccount, directoryAt, heldLeads }) => ({
            ...{ id, name, provider, status, directoryAt, heldLeads },
            accountName: crmAccount?.name ?? null,
          }))}
        />
      ) : (
        <EmptyState
          picture={<PlugPicture />}
          title={t("empty.title")}
          text={mayEdit ? t("empty.text") : t("empty.textForManagers")}
          action={mayEdit && <AddConnection />}
        />
      )}
    </>
  );
}
