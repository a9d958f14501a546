import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ExternalLink } from "@/components/ui/external-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { StatusBadge } from "@/components/ui/status-badge";
import { withAccount } from "@/db/with-account";
import { requireMember } from "@/lib/auth/require-member";
import { hasRole } from "@/lib/auth/roles";
import { findConnection } from "@/lib/connections/queries";
import { ConnectionActions } from "./_components/connection-actions";
import { ConnectionForm } from "./_components/connection-form";
import { CredentialsForm } from "./_components/credentials-form";
import { DeleteConnection } from "./_components/delete-connection";
import { DirectoryView } from "./_components/directory-view";

type Params = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { accountId } = await requireMember();
  const connection = await findOwn(accountId, (await params).id);
  return { title: connection?.name };
}

export default async function ConnectionPage({ params }: Params) {
  const { accountId, role } = await requireMember();
  const connection = await findOwn(accountId, (await params).id);
  if (!connection) return notFound();

  const t = await getTranslations("connections");
  const mayEdit = hasRole(role, "admin");
  const { id, name, status, provider, crmAccount, directory, directoryAt, heldLeads, brokenReason } = connection;
  const users = directory?.users ?? [];
  return (
    <>
      <PageHeader
        title={name}
        trail={[{ label: t("title"), href: "/connections" }]}
        aside={<StatusBadge of="connection" status={status} />}
        description={
          <>
            {t(`providers.${provider}.label`)}
            {crmAccount?.url && (
              <>
                {" · "}
                <ExternalLink href={crmAccount.url}>{crmAccount.name}</ExternalLink>
              </>
            )}
          </>
        }
        actions={mayEdit && <ConnectionActions connectionId={id} />}
      />
      {status === "broken" && (
        <div className="mb-6">
          <Notice tone="danger" title={t("broken.title")}>
            <p>{t("broken.text", { count: heldLeads })}</p>
            {brokenReason && (
              <p className="mt-1 text-[13px]">
                {t("crmSays")} <span lang="und">«{brokenReason}»</span>
              </p>
            )}
          </Notice>
        </div>
      )}
      {mayEdit && (
        <Section title={t("settings.title")} description={t("settings.text")}>
          <ConnectionForm
            key={`${name} ${connection.defaultUserId}`}
            connectionId={id}
            name={name}
            defaultUserId={connection.defaultUserId ?? ""}
            users={users.map((user) => ({ id: user.id, name: user.name, isActive: user.isActive }))}
          />
        </Section>
      )}
      {mayEdit && (
        <Section title={t("credentials.title")} description={t(`providers.${provider}.credentials`)}>
          <CredentialsForm connectionId={id} provider={provider} settings={connection.settings} />
        </Section>
      )}
      <Section
        title={t("directory.title")}
        description={
          directoryAt ? (
            <>
              {t("directory.readAt")} <RelativeTime at={directoryAt} />
            </>
          ) : (
            t("directory.never")
          )
        }
      >
        {directory && <DirectoryView directory={directory} />}
      </Section>
      {mayEdit && (
        <Section title={t("delete.section")} description={t("delete.sectionText")}>
          <DeleteConnection connectionId={id} name={name} />
        </Section>
      )}
    </>
  );
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function findOwn(accountId: string, id: string) {
  return UUID.test(id) ? withAccount(accountId, (tx) => findConnection(tx, id)) : null;
}
