-- A call to a trial CRM comes with its token and without an account: the token's hash leads to both.
create or replace function door.find_trial_crm(given_token_hash bytea)
returns table (id uuid, account_id uuid, name text, faults jsonb)
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select trial_crms.id, trial_crms.account_id, trial_crms.name, trial_crms.faults
  from public.trial_crms
  where trial_crms.token_hash = given_token_hash
$$;
alter function door.find_trial_crm(bytea) owner to leadbox_door;
revoke execute on function door.find_trial_crm(bytea) from public;
grant execute on function door.find_trial_crm(bytea) to leadbox_app;

grant select (id, account_id, name, token_hash, faults) on public.trial_crms to leadbox_door;
drop policy if exists door_trial_crm on public.trial_crms;
create policy door_trial_crm on public.trial_crms for select to leadbox_door using (true);
