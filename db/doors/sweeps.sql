-- Sweeps: what the worker looks for in all accounts from time to time, so that nothing stays behind that an event, a
-- process or a message was lost for. Each gives a number and no data; the leads themselves go by the outbox.

grant select (id, account_id, integration_id, status, reason, received_at, updated_at, next_try_at, connection_id, version),
  update (status, reason, reason_detail, next_try_at, finished_at, version, connection_id, updated_at) on leads to leadbox_door;
drop policy if exists door_sweeps_select on leads;
create policy door_sweeps_select on leads for select to leadbox_door
  using (status in ('received', 'processing', 'waiting', 'held'));
drop policy if exists door_sweeps_update on leads;
create policy door_sweeps_update on leads for update to leadbox_door
  using (status in ('received', 'processing', 'waiting', 'held')) with check (true);

grant select (lead_id, connection_id, identifier_hash, position, run_id, alive_at), delete on person_queue to leadbox_door;
drop policy if exists door_sweeps_select on person_queue;
create policy door_sweeps_select on person_queue for select to leadbox_door using (true);
drop policy if exists door_sweeps_delete on person_queue;
create policy door_sweeps_delete on person_queue for delete to leadbox_door using (true);

grant select (lead_id), delete on lead_work to leadbox_door;
drop policy if exists door_sweeps_select on lead_work;
create policy door_sweeps_select on lead_work for select to leadbox_door using (true);
drop policy if exists door_sweeps_delete on lead_work;
create policy door_sweeps_delete on lead_work for delete to leadbox_door using (true);

grant select (id, status, deleted_at) on connections to leadbox_door;
drop policy if exists door_sweeps_select on connections;
create policy door_sweeps_select on connections for select to leadbox_door using (true);

grant select (id, version) on integrations to leadbox_door;
grant select (integration_id, version, settings) on integration_versions to leadbox_door;
drop policy if exists door_sweeps_select on integration_versions;
create policy door_sweeps_select on integration_versions for select to leadbox_door using (true);

grant select (seen_at), delete on event_fingerprints to leadbox_door;
drop policy if exists door_sweeps_delete on event_fingerprints;
create policy door_sweeps_delete on event_fingerprints for delete to leadbox_door using (true);

set local role leadbox_door;

-- Sends leads again that show no sign of life: received and not begun since `begun_before`, or in the hands of a run that
-- was last alive before `dead_before`, or waiting although nobody is before them. Each is looked at again only after as
-- long a time.
create or replace function door.resend_stuck_leads(begun_before timestamptz, dead_before timestamptz, leads_max integer)
  returns integer language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  stuck_accounts uuid[];
  stuck_leads uuid[];
begin
  with stuck as (
    select l.id from leads l
    where l.updated_at < begun_before and (
        l.status = 'received'
        or l.status = 'processing' and not exists (
          select from person_queue q where q.lead_id = l.id and q.run_id is not null and q.alive_at >= dead_before)
        or l.status = 'waiting' and l.reason = 'behind_person' and not exists (
          select from person_queue mine join person_queue other on other.connection_id = mine.connection_id
            and other.identifier_hash = mine.identifier_hash and other.position < mine.position
          where mine.lead_id = l.id)
        or l.status = 'waiting' and l.next_try_at < dead_before)
    order by l.updated_at limit leads_max
    for no key update of l skip locked
  ),
  marked as (
    update leads l set updated_at = now() from stuck where l.id = stuck.id returning l.id, l.account_id, l.received_at
  )
  select array_agg(account_id order by received_at, id), array_agg(id order by received_at, id)
  into stuck_accounts, stuck_leads from marked;

  if stuck_leads is null then return 0; end if;
  perform engine.add_outbox_job(stuck_accounts, stuck_leads);
  return cardinality(stuck_leads);
end $$;

-- Releases leads that are held although the connection works, or although their integration has one by now: whoever
-- mended it was stopped before the leads were released, or did not see them yet.
create or replace function door.release_mended_leads(leads_max integer)
  returns integer language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  mended_accounts uuid[];
  mended_leads uuid[];
  unconnected uuid[];
begin
  with mended as (
    select l.id, l.reason from leads l
    left join connections c on c.id = l.connection_id
    where l.status = 'held' and (
      l.reason in ('connection_broken', 'connection_disabled') and c.status = 'connected' and c.deleted_at is null
      or l.reason = 'no_connection' and exists (
        select from integrations i
        join integration_versions v on v.integration_id = i.id and v.version = i.version
        join connections chosen on chosen.id = (v.settings ->> 'connectionId')::uuid and chosen.deleted_at is null
        where i.id = l.integration_id))
    order by l.received_at, l.id limit leads_max
    for no key update of l skip locked
  ),
  released as (
    update leads l set status = 'received', reason = null, reason_detail = null, next_try_at = null, updated_at = now(),
      version = case when mended.reason = 'no_connection' then null else l.version end,
      connection_id = case when mended.reason = 'no_connection' then null else l.connection_id end
    from mended where l.id = mended.id
    returning l.id, l.account_id, l.received_at, mended.reason
  )
  select array_agg(account_id order by received_at, id), array_agg(id order by received_at, id),
    array_agg(id) filter (where reason = 'no_connection')
  into mended_accounts, mended_leads, unconnected from released;

  if mended_leads is null then return 0; end if;
  -- They are prepared anew, for the connection of now.
  delete from person_queue where lead_id = any(unconnected);
  delete from lead_work where lead_id = any(unconnected);
  perform engine.add_outbox_job(mended_accounts, mended_leads);
  return cardinality(mended_leads);
end $$;

-- Ends leads that were held until identified and whose time is over.
create or replace function door.end_unidentified_leads(leads_max integer)
  returns integer language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with over as (
    select id from leads where status = 'held' and reason = 'awaiting_identifier' and next_try_at < now()
    limit leads_max for no key update skip locked
  ),
  ended as (
    update leads l set status = 'skipped', reason = 'no_identifier', next_try_at = null, finished_at = now(), updated_at = now()
    from over where l.id = over.id returning l.id
  )
  select count(*)::integer from ended
$$;

-- Forgets events that are too old to be repeated.
create or replace function door.purge_fingerprints(seen_before timestamptz)
  returns integer language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with gone as (delete from event_fingerprints where seen_at < seen_before returning 1)
  select count(*)::integer from gone
$$;

reset role;
