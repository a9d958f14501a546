import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { requireMember } from "@/lib/auth/require-member";
import { hasRole } from "@/lib/auth/roles";
import { findLatestLead } from "@/lib/integrations/find-latest-lead";
import { listHooks } from "@/lib/integrations/hooks";
import { listDestinations } from "@/lib/integrations/list-destinations";
import { findIntegration } from "@/lib/integrations/queries";
import { listCountries } from "@/lib/phone/list-countries";
import { SettingsPage } from "./_components/settings-page";

type Params = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: (await load((await params).id)).integration.name };
}

export default async function IntegrationPage({ params }: Params) {
  const { integration, hooks, latestLead, destinations, mayEdit } = await load((await params).id);
  const t = await getTranslations("integrations");
  return (
    <SettingsPage
      // Another integration is another form.
      key={integration.id}
      trail={[{ label: t("title"), href: "/integrations" }]}
      integration={integration}
      hooks={hooks}
      latestLead={latestLead}
      destinations={destinations}
      countries={listCountries(await getLocale())}
      mayEdit={mayEdit}
    />
  );
}

const load = cache(async (id: string) => {
  const { accountId, role } = await requireMember();
  if (!z.uuid().safeParse(id).success) notFound();
  const mayEdit = hasRole(role, "admin");
  return withAccount(accountId, async (tx) => {
    const integration = await findIntegration(tx, id);
    if (!integration) return notFound();
    const key = { accountId, integrationId: id };
    return {
      integration,
      hooks: await listHooks(tx, { ...key, maySeeUrl: mayEdit }),
      latestLead: await findLatestLead(tx, key),
      destinations: await listDestinations(tx),
      mayEdit,
    };
  });
});
