import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { requireMember } from "@/lib/auth/require-member";
import { hasRole } from "@/lib/auth/roles";
import { findDraft } from "@/lib/integrations/drafts";
import { findEditState } from "@/lib/integrations/edit-state";
import { findLatestLead } from "@/lib/integrations/find-latest-lead";
import { listHooks } from "@/lib/integrations/hooks";
import { listDestinations } from "@/lib/integrations/list-destinations";
import { listMissing } from "@/lib/integrations/list-missing";
import { findIntegration } from "@/lib/integrations/queries";
import { listCountries } from "@/lib/phone/list-countries";
import { SettingsPage } from "./_components/settings-page";

type Params = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: (await load((await params).id)).integration.name };
}

export default async function IntegrationPage({ params }: Params) {
  const { integration, draft, edit, hooks, latestLead, destinations, missing, mayEdit } = await load((await params).id);
  const t = await getTranslations("integrations");
  return (
    <SettingsPage
      // Another integration is another form.
      key={integration.id}
      trail={[{ label: t("title"), href: "/integrations" }]}
      integration={integration}
      draft={draft}
      edit={edit}
      hooks={hooks}
      latestLead={latestLead}
      destinations={destinations}
      missing={missing}
      countries={listCountries(await getLocale())}
      mayEdit={mayEdit}
    />
  );
}

const load = cache(async (id: string) => {
  const { accountId, userId, role } = await requireMember();
  if (!z.uuid().safeParse(id).success) notFound();
  const mayEdit = hasRole(role, "admin");
  return withAccount(accountId, async (tx) => {
    const integration = await findIntegration(tx, id);
    const edit = await findEditState(tx, { id, userId });
    if (!integration || !edit) return notFound();
    const key = { accountId, integrationId: id };
    return {
      integration,
      edit,
      // Whoever may not edit sees what leads go by.
      draft: mayEdit ? await findDraft(tx, id) : null,
      hooks: await listHooks(tx, { ...key, maySeeUrl: mayEdit }),
      latestLead: await findLatestLead(tx, key),
      destinations: await listDestinations(tx),
      missing: (await listMissing(tx, [id])).get(id) ?? [],
      mayEdit,
    };
  });
});
