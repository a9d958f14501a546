import { BookOpen, KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { withAccount } from "@/db/with-account";
import { getPlanUse } from "@/lib/accounts/queries";
import { requireMember } from "@/lib/auth/require-member";
import { hasRole } from "@/lib/auth/roles";
import { listSessions } from "@/lib/auth/sessions";
import { toLocale } from "@/lib/i18n/locales";
import { AccountForm } from "./_components/account-form";
import { PasswordForm } from "./_components/password-form";
import { PlanSummary } from "./_components/plan-summary";
import { ProfileForm } from "./_components/profile-form";
import { SessionsTable } from "./_components/sessions-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function SettingsPage() {
  const member = await requireMember();
  const t = await getTranslations("settings");
  const access = await getTranslations("apiAccess");
  const { sessions, planUse } = await withAccount(member.accountId, async (tx) => ({
    sessions: await listSessions(tx, member.userId),
    planUse: await getPlanUse(tx, member.accountId),
  }));

  return (
    <>
      <PageHeader title={t("title")} />
      <Section title={t("profile.title")} description={t("profile.text")}>
        <ProfileForm key={member.locale} name={member.name} email={member.email} locale={toLocale(member.locale)} />
      </Section>
      <Section title={t("account.title")} description={t("account.text")}>
        <AccountForm
          name={member.accountName}
          timeZone={member.timeZone}
          timeZones={Intl.supportedValuesOf("timeZone")}
          mayChange={hasRole(member.role, "admin")}
        />
      </Section>
      <Section title={t("plan.title")}>
        <PlanSummary plan={planUse.plan} active={planUse.activeIntegrations} />
      </Section>
      {hasRole(member.role, "admin") && (
        <Section title={access("title")} description={access("section.text")}>
          <div className="flex flex-wrap gap-2">
            <LinkButton href="/settings/api" icon={<KeyRound aria-hidden />}>
              {access("section.tokens")}
            </LinkButton>
            <LinkButton href="/docs/api" icon={<BookOpen aria-hidden />}>
              {access("reference.link")}
            </LinkButton>
          </div>
        </Section>
      )}
      <Section title={t("password.title")} description={t("password.text")}>
        <PasswordForm email={member.email} />
      </Section>
      <Section title={t("sessions.title")} description={t("sessions.text")}>
        <SessionsTable sessions={sessions} currentId={member.sessionId} />
      </Section>
    </>
  );
}
