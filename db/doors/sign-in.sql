-- Sign-in: what must be known or written before an account is known. Everything starts from an e-mail typed by a person
-- or from the hash of a session's token, and gives no more than that person's own.

grant select (id, email, name, password_hash, locale, is_disabled), insert on users to leadbox_door;
drop policy if exists door_sign_in_select on users;
create policy door_sign_in_select on users for select to leadbox_door using (true);
drop policy if exists door_sign_in_insert on users;
create policy door_sign_in_insert on users for insert to leadbox_door with check (true);

grant select (account_id, user_id, role, created_at), insert on members to leadbox_door;
drop policy if exists door_sign_in_select on members;
create policy door_sign_in_select on members for select to leadbox_door using (true);
drop policy if exists door_sign_in_insert on members;
create policy door_sign_in_insert on members for insert to leadbox_door with check (true);

grant select (id, name, plan, time_zone), insert on accounts to leadbox_door;
drop policy if exists door_sign_in_select on accounts;
create policy door_sign_in_select on accounts for select to leadbox_door using (true);
drop policy if exists door_sign_in_insert on accounts;
create policy door_sign_in_insert on accounts for insert to leadbox_door with check (true);

grant select, insert, delete, update (last_seen_at) on sessions to leadbox_door;
drop policy if exists door_sign_in on sessions;
create policy door_sign_in on sessions for all to leadbox_door using (true) with check (true);

grant insert on audit_log to leadbox_door;
drop policy if exists door_sign_in on audit_log;
create policy door_sign_in on audit_log for insert to leadbox_door with check (true);

grant select, insert, update, delete on sign_in_throttles to leadbox_door;

set local role leadbox_door;

-- A UUID v7: entries of the audit log sort by time. PostgreSQL has its own from version 18 on.
create or replace function door.time_ordered_id() returns uuid
  language sql volatile set search_path = pg_catalog, pg_temp as $$
  select encode(set_bit(set_bit(
    overlay(uuid_send(gen_random_uuid())
      placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
    52, 1), 53, 1), 'hex')::uuid
$$;

-- Counts an attempt for each key before it is tried, and answers with 0; while any of the keys is blocked, answers with
-- the seconds to wait and counts nothing. After `allowances` attempts each further one doubles the pause, up to `caps`
-- seconds. A day without attempts forgets the key.
create or replace function door.take_attempt(keys text[], allowances integer[], caps integer[]) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  pause double precision;
begin
  insert into sign_in_throttles (key, updated_at) select key, clock_timestamp() from unnest(keys) as key order by key
  on conflict do nothing;
  -- In the order of the keys, so that attempts at the same time take turns and never wait for each other in a circle.
  perform from sign_in_throttles where key = any (keys) order by key for update;

  select max(extract(epoch from blocked_until - clock_timestamp())) into pause
  from sign_in_throttles where key = any (keys);
  if pause > 0 then
    return ceil(pause);
  end if;

  update sign_in_throttles t set
    failures = next.failures,
    blocked_until = case when next.failures > next.allowance
      then clock_timestamp() + make_interval(secs => least(next.cap, power(2, least(next.failures - next.allowance - 1, 30))))
      end,
    updated_at = clock_timestamp()
  from (
    select s.key, l.allowance, l.cap,
      case when s.updated_at < clock_timestamp() - interval '1 day' then 1 else s.failures + 1 end as failures
    from sign_in_throttles s join unnest(keys, allowances, caps) as l (key, allowance, cap) on l.key = s.key) next
  where t.key = next.key;
  return 0;
end $$;

-- After a right password: forgets one key, and takes the attempt back from the others.
create or replace function door.forgive_attempt(forgotten text, others text[]) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from sign_in_throttles where key = forgotten or updated_at < now() - interval '2 days';
  update sign_in_throttles set failures = greatest(failures - 1, 0) where key = any (others);
$$;

-- What checking a password needs, for exactly one e-mail.
create or replace function door.find_credentials(user_email text)
  returns table (user_id uuid, password_hash text, is_disabled boolean, locale text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select id, users.password_hash, users.is_disabled, users.locale from users where lower(email) = lower(user_email)
$$;

-- Opens a session in the account that the user joined first; none for a disabled user. Says whether it did.
create or replace function door.open_session(
  session_id uuid, session_user_id uuid, hash bytea, agent text, address text, lifetime interval) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  account uuid;
begin
  select m.account_id into account from members m join users u on u.id = m.user_id
  where m.user_id = session_user_id and not u.is_disabled order by m.created_at, m.account_id limit 1;
  if account is null then
    return false;
  end if;

  delete from sessions where user_id = session_user_id and expires_at < now();
  insert into sessions (id, account_id, user_id, token_hash, user_agent, expires_at)
  values (session_id, account, session_user_id, hash, agent, now() + lifetime);
  insert into audit_log (id, account_id, user_id, action, subject_id, detail)
  values (door.time_ordered_id(), account, session_user_id, 'user.signed_in', session_id, jsonb_build_object('address', address));
  return true;
end $$;

-- Who is signed in with this token: nobody when the session ended, was idle for too long, or the user is disabled.
create or replace function door.find_session(hash bytea, idle interval)
  returns table (
    session_id uuid, user_id uuid, account_id uuid, role text, email text, name text, locale text,
    account_name text, plan text, time_zone text)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  seen_at timestamptz;
begin
  select s.id, s.user_id, s.account_id, m.role::text, u.email, u.name, u.locale, a.name, a.plan::text, a.time_zone,
    s.last_seen_at
  into session_id, user_id, account_id, role, email, name, locale, account_name, plan, time_zone, seen_at
  from sessions s
  join members m on m.account_id = s.account_id and m.user_id = s.user_id
  join users u on u.id = s.user_id
  join accounts a on a.id = s.account_id
  where s.token_hash = hash and s.expires_at > now() and s.last_seen_at > now() - idle and not u.is_disabled;
  if not found then
    return;
  end if;

  -- To the minute is enough, and most requests then write nothing.
  if seen_at < now() - interval '1 minute' then
    update sessions s set last_seen_at = now() where s.token_hash = hash and s.last_seen_at < now() - interval '1 minute';
  end if;
  return next;
end $$;

create or replace function door.close_session(hash bytea) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with ended as (delete from sessions where token_hash = hash returning id, account_id, user_id)
  insert into audit_log (id, account_id, user_id, action, subject_id)
  select door.time_ordered_id(), account_id, user_id, 'user.signed_out', id from ended
$$;

-- Notes a wrong password where the owner of the e-mail has an account.
create or replace function door.record_failed_sign_in(user_email text, address text) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into audit_log (id, account_id, user_id, action, detail)
  select door.time_ordered_id(), m.account_id, m.user_id, 'user.sign_in_failed', jsonb_build_object('address', address)
  from users u join members m on m.user_id = u.id where lower(u.email) = lower(user_email)
$$;

-- Makes a user with an account of their own. Says false, and makes nothing, when the e-mail is taken.
create or replace function door.sign_up(
  new_user_id uuid, new_account_id uuid, user_email text, user_name text, hash text, user_locale text,
  new_account_name text, address text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into users (id, email, name, password_hash, locale)
  values (new_user_id, user_email, user_name, hash, user_locale) on conflict do nothing;
  if not found then
    return false;
  end if;
  insert into accounts (id, name, created_by) values (new_account_id, new_account_name, new_user_id);
  insert into members (account_id, user_id, role) values (new_account_id, new_user_id, 'owner');
  insert into audit_log (id, account_id, user_id, action, detail)
  values (door.time_ordered_id(), new_account_id, new_user_id, 'user.signed_up', jsonb_build_object('address', address));
  return true;
end $$;

reset role;

revoke all on function
  door.time_ordered_id(), door.take_attempt(text[], integer[], integer[]), door.forgive_attempt(text, text[]), door.find_credentials(text),
  door.open_session(uuid, uuid, bytea, text, text, interval), door.find_session(bytea, interval),
  door.close_session(bytea), door.record_failed_sign_in(text, text),
  door.sign_up(uuid, uuid, text, text, text, text, text, text)
  from public;
grant execute on function
  door.take_attempt(text[], integer[], integer[]), door.forgive_attempt(text, text[]), door.find_credentials(text),
  door.open_session(uuid, uuid, bytea, text, text, interval), door.find_session(bytea, interval),
  door.close_session(bytea), door.record_failed_sign_in(text, text),
  door.sign_up(uuid, uuid, text, text, text, text, text, text)
  to leadbox_app;
