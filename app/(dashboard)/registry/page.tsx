import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { KeysetPager } from "@/components/data-table/keyset-pager";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { InboxPicture, NothingFoundPicture } from "@/components/ui/pictures";
import { withAccount } from "@/db/with-account";
import { requireMember } from "@/lib/auth/require-member";
import { listIntegrationNames } from "@/lib/integrations/queries";
import { listLeads } from "@/lib/leads/list-leads";
import { listConnectionNames } from "@/lib/leads/queries";
import { isFiltered, type RegistryFilter, registryFilterSchema, toRegistryQuery } from "@/lib/leads/registry-filter";
import { LeadsTable } from "./_components/leads-table";
import { RegistryFilters } from "./_components/registry-filters";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("registry");
  return { title: t("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RegistryPage({ searchParams }: Props) {
  const { accountId, timeZone } = await requireMember();
  const filter = registryFilterSchema.parse(await searchParams);
  const t = await getTranslations("registry");
  const { page, integrations, connections } = await withAccount(accountId, async (tx) => ({
    page: await listLeads(tx, { accountId, filter, timeZone }),
    integrations: await listIntegrationNames(tx, accountId),
    connections: await listConnectionNames(tx, accountId),
  }));

  const hrefTo = (place: Pick<RegistryFilter, "after" | "before">) =>
    `/registry${toRegistryQuery({ ...filter, after: undefined, before: undefined, ...place })}`;
  const isUnused = page.leads.length === 0 && !isFiltered(filter) && !filter.after && !filter.before;
  return (
    <>
      <PageHeader title={t("title")} />
      {!isUnused && <RegistryFilters filter={filter} integrations={integrations} connections={connections} />}
      <LeadsTable
        // What was learnt while a page was open belongs to that page.
        key={`${toRegistryQuery(filter)} ${page.leads[0]?.id}`}
        leads={page.leads}
        filter={filter}
        isNewest={page.newer === null}
        empty={isUnused ? <NoLeads /> : <NothingFound />}
      />
      {page.leads.length > 0 && (
        <KeysetPager
          newerHref={page.newer && hrefTo({ before: page.newer })}
          olderHref={page.older && hrefTo({ after: page.older })}
          summary={t("shown", { count: page.leads.length })}
        />
      )}
    </>
  );
}

async function NoLeads() {
  const t = await getTranslations("registry.empty");
  return (
    <EmptyState
      picture={<InboxPicture />}
      title={t("title")}
      text={t("text")}
      action={
        <LinkButton variant="primary" href="/integrations">
          {t("action")}
        </LinkButton>
      }
    />
  );
}

async function NothingFound() {
  const t = await getTranslations("registry");
  return (
    <EmptyState
      picture={<NothingFoundPicture />}
      title={t("nothing.title")}
      text={t("nothing.text")}
      action={<LinkButton href="/registry">{t("filters.clear")}</LinkButton>}
    />
  );
}
