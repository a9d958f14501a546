-- The public API: a call comes with its token and without an account. The token's hash leads to both, while the token lives:
-- not revoked, not expired, and whoever made it may still make tokens.
create or replace function door.find_api_token(given_token_hash bytea)
returns table (token_id uuid, account_id uuid, created_by uuid, scopes text[], time_zone text)
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  used_at timestamptz;
begin
  select t.id, t.account_id, t.created_by, t.scopes, a.time_zone, t.last_used_at
  into token_id, account_id, created_by, scopes, time_zone, used_at
  from public.api_tokens t
  join public.accounts a on a.id = t.account_id
  where t.token_hash = given_token_hash and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())
    and (t.created_by is null or exists (
      select 1 from public.members m join public.users u on u.id = m.user_id
      where m.account_id = t.account_id and m.user_id = t.created_by and m.role in ('owner', 'admin')
        and not u.is_disabled));
  if not found then
    return;
  end if;

  -- To the minute is enough, and most calls then write nothing.
  if used_at is null or used_at < now() - interval '1 minute' then
    update public.api_tokens t set last_used_at = now()
    where t.id = token_id and (t.last_used_at is null or t.last_used_at < now() - interval '1 minute');
  end if;
  return next;
end $$;
alter function door.find_api_token(bytea) owner to leadbox_door;
revoke execute on function door.find_api_token(bytea) from public;
grant execute on function door.find_api_token(bytea) to leadbox_app;

grant select (id, account_id, created_by, scopes, token_hash, last_used_at, expires_at, revoked_at), update (last_used_at)
  on public.api_tokens to leadbox_door;
drop policy if exists door_api_token on public.api_tokens;
create policy door_api_token on public.api_tokens for all to leadbox_door using (true) with check (true);
grant select (id, time_zone) on public.accounts to leadbox_door;
drop policy if exists door_api_token on public.accounts;
create policy door_api_token on public.accounts for select to leadbox_door using (true);
grant select (account_id, user_id, role) on public.members to leadbox_door;
drop policy if exists door_api_token on public.members;
create policy door_api_token on public.members for select to leadbox_door using (true);
grant select (id, is_disabled) on public.users to leadbox_door;
drop policy if exists door_api_token on public.users;
create policy door_api_token on public.users for select to leadbox_door using (true);
