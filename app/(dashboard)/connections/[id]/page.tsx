import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ExternalLink } from "@/components/ui/external-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { StatusBadge } from "@/components/ui/status-badge";
import { withAccount } from "@/db/with-account";
import { requireMember } from "@/lib/auth/require-member";
import { hasRole } from "@/lib/auth/roles";
import { describeConnectionForm } from "@/lib/connections/connection-form";
import { findConnection } from "@/lib/connections/queries";
import { ConsentNotice } from "../_components/consent-notice";
import { AccountNotices } from "./_components/account-notices";
import { ConnectionActions } from "./_components/connection-actions";
import { ConnectionForm } from "./_components/connection-form";
import { CredentialsForm } from "./_components/credentials-form";
import { DeleteConnection } from "./_components/delete-connection";
import { DirectoryView } from "./_components/directory-view";

type Params = { params: Promise<{ id: string }> };
type Query = { searchParams: Promise<{ consent?: string | string[] }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { accountId } = await requireMember();
  const connection = await findOwn(accountId, (await params).id);
  return { title: connection?.name };
}

export default async function ConnectionPage({ params, searchParams }: Params & Query) {
  const { accountId, role } = await requireMember();
  const connection = await findOwn(accountId, (await params).id);
  if (!connection) return notFound();

  const t = await getTranslations("connections");
  const mayEdit = hasRole(role, "admin");
  const { id, name, status, provider, crmAccount, directory, directoryAt, heldLeads, brokenReason } = connection;
  const users = directory?.users ?? [];
  const crm = describeConnectionForm(provider, await getLocale());
  return (
    <>
      <PageHeader
        title={name}
        trail={[{ label: t("title"), href: "/connections" }]}
        aside={<StatusBadge of="connection" status={status} />}
        description={
          <>
            {crm.isBeta ? `${crm.label} · beta` : crm.label}
            {crmAccount?.url && (
              <>
                {" · "}
                <ExternalLink href={crmAccount.url}>{crmAccount.name}</ExternalLink>
                {crmAccount.userName && ` · ${crmAccount.userName}`}
              </>
            )}
          </>
        }
        actions={mayEdit && <ConnectionActions connectionId={id} />}
      />
      <ConsentNotice outcome={(await searchParams).consent} />
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
      {crmAccount && status !== "broken" && <AccountNotices account={crmAccount} now={new Date()} />}
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
        <Section
          title={t("credentials.title")}
          description={t(connection.isConsented ? "credentials.consented" : "credentials.text")}
        >
          <CredentialsForm connectionId={id} name={name} crm={crm} settings={connection.settings} />
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
      {crm.differences.length > 0 && (
        <Section title={t("differences.title")} description={t("differences.text", { crm: crm.label })}>
          <ul className="flex max-w-2xl list-disc flex-col gap-1.5 ps-4 marker:text-muted">
            {crm.differences.map((difference) => (
              <li key={difference}>{difference}</li>
            ))}
          </ul>
        </Section>
      )}
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
