-- For work that goes through all accounts one by one, each in a transaction of its own: their ids and nothing else.
create or replace function door.list_account_ids()
returns setof uuid
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select accounts.id from public.accounts order by accounts.id
$$;
alter function door.list_account_ids() owner to leadbox_door;
revoke execute on function door.list_account_ids() from public;
grant execute on function door.list_account_ids() to leadbox_app;

grant select (id) on public.accounts to leadbox_door;
drop policy if exists door_list_accounts on public.accounts;
create policy door_list_accounts on public.accounts for select to leadbox_door using (true);
