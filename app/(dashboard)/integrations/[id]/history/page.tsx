import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { z } from "zod";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { type Transaction, withAccount } from "@/db/with-account";
import { requireMember } from "@/lib/auth/require-member";
import { hasRole } from "@/lib/auth/roles";
import { findDraft } from "@/lib/integrations/drafts";
import { findEditState } from "@/lib/integrations/edit-state";
import { listDestinations } from "@/lib/integrations/list-destinations";
import { findIntegration } from "@/lib/integrations/queries";
import { findVersion, listVersions } from "@/lib/integrations/versions";
import { listCountries } from "@/lib/phone/list-countries";
import { CompareVersions } from "./_components/compare-versions";
import { VersionEntry } from "./_components/version-entry";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Partial<Record<"before" | "from" | "to", string | string[]>>>;
};

const PAGE_SIZE = 20;
const numberSchema = z.coerce.number().int().positive().optional().catch(undefined);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("versions.history"))("title") };
}

export default async function HistoryPage({ params, searchParams }: Props) {
  const query = await searchParams;
  const before = numberSchema.parse(query.before);
  const pair = { from: numberSchema.parse(query.from), to: numberSchema.parse(query.to) };
  const { integration, edit, draft, versions, compared, destinations, mayEdit } = await load(
    (await params).id,
    before,
    pair.from,
    pair.to,
  );
  const t = await getTranslations("versions.history");
  const tIntegrations = await getTranslations("integrations");
  const tCommon = await getTranslations("common");
  const path = `/integrations/${integration.id}/history`;
  const names = { destinations, countries: listCountries(await getLocale()) };
  const shown = versions.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const hasOlder = versions.length > PAGE_SIZE && last;
  const newer = before !== undefined && before <= integration.version ? before + PAGE_SIZE : null;

  return (
    <>
      <PageHeader
        trail={[
          { label: tIntegrations("title"), href: "/integrations" },
          { label: integration.name, href: `/integrations/${integration.id}` },
        ]}
        title={t("title")}
        description={t("text")}
      />
      {integration.version > 1 && (
        <CompareVersions path={path} live={integration.version} pair={pair} compared={compared} names={names} />
      )}
      <ol aria-label={t("title")} className="flex flex-col">
        {shown.map((version, index) => (
          <VersionEntry
            key={version.version}
            path={path}
            version={version}
            previous={versions[index + 1] ?? null}
            integration={integration}
            basis={edit.basis}
            draft={draft}
            names={names}
            mayRestore={mayEdit}
          />
        ))}
      </ol>
      {(newer !== null || hasOlder) && (
        <nav aria-label={tCommon("paging")} className="mt-4 flex justify-end gap-2">
          {newer !== null && (
            <LinkButton href={newer > integration.version ? path : `${path}?before=${newer}`}>
              {tCommon("newer")}
            </LinkButton>
          )}
          {hasOlder && <LinkButton href={`${path}?before=${last.version}`}>{tCommon("older")}</LinkButton>}
        </nav>
      )}
    </>
  );
}

const load = cache(async (id: string, before?: number, from?: number, to?: number) => {
  const { accountId, userId, role } = await requireMember();
  if (!z.uuid().safeParse(id).success) notFound();
  const mayEdit = hasRole(role, "admin");
  return withAccount(accountId, async (tx) => {
    const integration = await findIntegration(tx, id);
    const edit = await findEditState(tx, { id, userId });
    if (!integration || !edit) return notFound();
    return {
      integration,
      edit,
      draft: await findDraft(tx, id),
      // One more tells whether there is a next page, and what the last one here differs from.
      versions: await listVersions(tx, { integrationId: id, before, limit: PAGE_SIZE + 1 }),
      compared: await findPair(tx, { id, from, to }),
      destinations: await listDestinations(tx),
      mayEdit,
    };
  });
});

async function findPair(tx: Transaction, { id, from, to }: { id: string; from?: number; to?: number }) {
  if (from === undefined || to === undefined) return null;
  const before = await findVersion(tx, { integrationId: id, version: from });
  const after = await findVersion(tx, { integrationId: id, version: to });
  return before && after && { before, after };
}
