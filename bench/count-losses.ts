import postgres from "postgres";
import { readCrmStats } from "./crm-stats";

export type Losses = {
  /** Acknowledged events of the account whose lead did not end as delivered or as the repeat of one that was. */
  leadsLost: number;
  contactsMadeTwice: number;
  dealsMadeTwice: number;
};

/** Looks at the end, in the database and in the CRM, for what was lost or made twice. */
export async function countLosses({
  appUrl,
  accountId,
  crmPort,
}: {
  appUrl: string;
  accountId: string;
  crmPort: number;
}): Promise<Losses> {
  const sql = postgres(appUrl, { max: 1, onnotice: () => {} });
  const [row] = await sql.begin(async (tx) => {
    await tx`select set_config('app.account_id', ${accountId}, true)`;
    return tx<{ lost: number }[]>`
      select count(*)::int as lost from leads
      left join leads as first on first.account_id = leads.account_id and first.id = leads.duplicate_of_id
      where leads.account_id = ${accountId}
        and leads.status <> 'delivered' and coalesce(first.status, '') <> 'delivered'`;
  });
  await sql.end();
  const { duplicates } = await readCrmStats(crmPort);
  return {
    leadsLost: row?.lost ?? Number.NaN,
    contactsMadeTwice: duplicates.contacts,
    dealsMadeTwice: duplicates.deals,
  };
}
