import type { Sql } from "postgres";

/**
 * Fills an account's registry with made-up leads, spread evenly over the last `days`, in one statement: for plans and
 * benchmarks. Nine of ten are delivered. `sql` may be the owner's or the application's.
 */
export async function seedLeads(
  sql: Sql,
  {
    accountId,
    integrationIds,
    connectionId,
    count,
    days = 90,
  }: { accountId: string; integrationIds: string[]; connectionId: string | null; count: number; days?: number },
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select set_config('app.account_id', ${accountId}, true)`;
    await tx`
      insert into leads (id, account_id, integration_id, connection_id, status, reason, received_at, service, title, name, phone, created_at, updated_at)
      select
        -- A UUID v7 of the time: 48 bits of milliseconds, the version, then random bits.
        (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(random, 1, 3) || '8' || substr(random, 4, 15))::uuid,
        ${accountId}::uuid,
        (${integrationIds}::uuid[])[1 + number % ${integrationIds.length}::int],
        ${connectionId}::uuid,
        status,
        case status when 'skipped' then 'no_identifier' when 'failed' then 'crm_rejected' end,
        at, 'telegram', 'Заявка', 'Лід ' || number, '+38067' || lpad((number % 10000000)::text, 7, '0'), at, at
      from (
        select number, md5(number::text || ${accountId}::text) as random,
          now() - (${days}::float8 * (${count}::float8 - number) / ${count}::float8) * interval '1 day' as at,
          case
            when number % 1000 = 7 then 'failed' when number % 100 = 11 then 'skipped'
            when number % 50 = 13 then 'filtered' when number % 25 = 3 then 'duplicate' else 'delivered'
          end as status
        from generate_series(1, ${count}::int) as number
      ) as made`;
  });
  await sql`analyze leads`;
}
