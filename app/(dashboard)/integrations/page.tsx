import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { InboxPicture } from "@/components/ui/pictures";
import { withAccount } from "@/db/with-account";
import { requireMember } from "@/lib/auth/require-member";
import { hasRole } from "@/lib/auth/roles";
import { listMissing } from "@/lib/integrations/list-missing";
import { listIntegrations } from "@/lib/integrations/queries";
import { AddIntegration } from "./_components/add-integration";
import { IntegrationsTable } from "./_components/integrations-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("integrations"))("title") };
}

export default async function IntegrationsPage() {
  const { accountId, role } = await requireMember();
  const t = await getTranslations("integrations");
  const integrations = await withAccount(accountId, async (tx) => {
    const rows = await listIntegrations(tx, accountId);
    const missing = await listMissing(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => ({ ...row, missing: missing.get(row.id)?.length ?? 0 }));
  });
  const mayEdit = hasRole(role, "admin");

  return (
    <>
      <PageHeader title={t("title")} actions={mayEdit && integrations.length > 0 && <AddIntegration />} />
      {integrations.length > 0 ? (
        <IntegrationsTable integrations={integrations} mayEdit={mayEdit} />
      ) : (
        <EmptyState
          picture={<InboxPicture />}
          title={t("empty.title")}
          text={mayEdit ? t("empty.text") : t("empty.textForManagers")}
          action={mayEdit && <AddIntegration />}
        />
      )}
    </>
  );
}
