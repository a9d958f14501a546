import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/ui/page-header";
import { withAccount } from "@/db/with-account";
import { requireMember } from "@/lib/auth/require-member";
import { hasRole } from "@/lib/auth/roles";
import { getOverview } from "@/lib/overview/queries";
import { FirstSteps } from "./_components/first-steps";
import { LeadCounts } from "./_components/lead-counts";
import { Problems } from "./_components/problems";

const DAY_MS = 24 * 60 * 60 * 1000;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

export default async function OverviewPage() {
  const { accountId, role } = await requireMember();
  const t = await getTranslations("overview");
  const since = new Date(Date.now() - DAY_MS);
  const { counts, brokenConnections, steps } = await withAccount(accountId, (tx) =>
    getOverview(tx, { accountId, since }),
  );

  return (
    <>
      <PageHeader title={t("title")} />
      <div className="flex flex-col gap-9">
        <FirstSteps steps={steps} mayDismiss={hasRole(role, "admin")} />
        <Problems brokenConnections={brokenConnections} failed={counts.failed ?? 0} held={counts.held ?? 0} />
        {steps.hasLead && <LeadCounts counts={counts} />}
      </div>
    </>
  );
}
