import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { PlugPicture } from "@/components/ui/pictures";
import { withAccount } from "@/db/with-account";
import { requireMember } from "@/lib/auth/require-member";
import { hasRole } from "@/lib/auth/roles";
import { listConnectionForms } from "@/lib/connections/connection-form";
import { findCredentialsEnd } from "@/lib/connections/find-credentials-end";
import { listConnections } from "@/lib/connections/queries";
import { AddConnection } from "./_components/add-connection";
import { ConnectionsTable } from "./_components/connections-table";
import { ConsentNotice } from "./_components/consent-notice";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections"))("title") };
}

type Query = { searchParams: Promise<{ consent?: string | string[] }> };

export default async function ConnectionsPage({ searchParams }: Query) {
  const { accountId, role } = await requireMember();
  const t = await getTranslations("connections");
  const connections = await withAccount(accountId, listConnections);
  const mayEdit = hasRole(role, "admin");
  const forms = listConnectionForms(await getLocale());

  return (
    <>
      <PageHeader title={t("title")} actions={mayEdit && connections.length > 0 && <AddConnection forms={forms} />} />
      <ConsentNotice outcome={(await searchParams).consent} />
      {connections.length > 0 ? (
        <ConnectionsTable
          connections={connections.map(({ id, name, provider, status, crmAccount, directoryAt, heldLeads }) => ({
            ...{ id, name, status, directoryAt, heldLeads },
            crmName: forms.find((form) => form.provider === provider)?.label ?? provider,
            accountName: crmAccount?.name ?? null,
            isKeyEnding: crmAccount !== null && findCredentialsEnd(crmAccount, new Date()) !== null,
          }))}
        />
      ) : (
        <EmptyState
          picture={<PlugPicture />}
          title={t("empty.title")}
          text={mayEdit ? t("empty.text") : t("empty.textForManagers")}
          action={mayEdit && <AddConnection forms={forms} />}
        />
      )}
    </>
  );
}
