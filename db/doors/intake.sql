-- Intake: stores what came to a webhook address. Everything starts from the hash of the id in the address, so that
-- whoever does not know an address can neither learn of it nor write to it.

grant select (id_hash, account_id, integration_id, expires_at) on hooks to leadbox_door;
drop policy if exists door_intake on hooks;
create policy door_intake on hooks for select to leadbox_door using (true);

grant select (id, account_id, is_active, deleted_at, last_lead_at), update (last_lead_at) on integrations to leadbox_door;
drop policy if exists door_intake_select on integrations;
create policy door_intake_select on integrations for select to leadbox_door using (true);
drop policy if exists door_intake_update on integrations;
create policy door_intake_update on integrations for update to leadbox_door using (true);

grant insert on lead_bodies, lead_events to leadbox_door;
drop policy if exists door_intake on lead_bodies;
create policy door_intake on lead_bodies for insert to leadbox_door with check (true);
drop policy if exists door_intake on lead_events;
create policy door_intake on lead_events for insert to leadbox_door with check (true);

grant insert, select (id, account_id, integration_id, kind, reason_detail), update (duplicate_of_id, reason_detail)
  on leads to leadbox_door;
drop policy if exists door_intake_insert on leads;
create policy door_intake_insert on leads for insert to leadbox_door with check (true);
drop policy if exists door_intake_select on leads;
create policy door_intake_select on leads for select to leadbox_door using (true);
drop policy if exists door_intake_update on leads;
create policy door_intake_update on leads for update to leadbox_door using (true);

grant select, insert, update (lead_id, seen_at) on event_fingerprints to leadbox_door;
drop policy if exists door_intake_select on event_fingerprints;
create policy door_intake_select on event_fingerprints for select to leadbox_door using (true);
drop policy if exists door_intake_insert on event_fingerprints;
create policy door_intake_insert on event_fingerprints for insert to leadbox_door with check (true);
drop policy if exists door_intake_update on event_fingerprints;
create policy door_intake_update on event_fingerprints for update to leadbox_door using (true);

set local role leadbox_door;

-- Whether events may be sent to this address now. Tells nothing else of it.
create or replace function door.has_hook(hook_hash bytea, now timestamptz) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from hooks h join integrations i on i.id = h.integration_id
    where h.id_hash = hook_hash and (h.expires_at is null or h.expires_at > now) and i.deleted_at is null)
$$;

-- Stores the requests of a batch: their bodies, a lead for each event with what it repeats, and a job to deliver the
-- new ones (one for each hold). All of them or, when it throws, none.
--
-- `requests`: [{ hook, at, hold, bodyId, size, offset, length, headers, more, moreOf }], numbered from 1; `hold` is for
-- how many milliseconds the delivery of its leads waits; `offset` and `length` say where the body lies in `bodies`, no
-- length means that it is not kept; `more` further unreadable bodies are counted on the lead `moreOf`.
-- `events`: [{ request, id, index, kind, status, reason, detail, event, fingerprint, service, title, botId,
-- botContactId, name, isTest }] in the order of arrival.
-- Planned once for a session, and for tables of any size: a plan made while they are empty must hold when they are not.
-- Answers with the numbers of the requests whose address exists, and the leads that repeat an earlier one.
create or replace function door.store_events(requests jsonb, events jsonb, bodies bytea)
  returns table (known integer[], repeats uuid[])
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  new_accounts uuid[];
  new_leads uuid[];
  new_holds integer[];
  unlinked jsonb;
  sources jsonb;
  one record;
begin
  with request as materialized (
    select r.*, h.account_id, h.integration_id, i.is_active
    from rows from (jsonb_to_recordset(requests) as (
      hook text, at timestamptz, hold integer, "bodyId" uuid, size integer, "offset" integer, length integer, headers jsonb)
    ) with ordinality as r (hook, at, hold, body_id, size, body_offset, body_length, headers, number)
    join hooks h on h.id_hash = decode(r.hook, 'hex') and (h.expires_at is null or h.expires_at > r.at)
    join integrations i on i.id = h.integration_id and i.deleted_at is null
  ),
  body as (
    insert into lead_bodies (id, account_id, integration_id, bytes, size, headers, received_at)
    select body_id, account_id, integration_id, substring(bodies from body_offset + 1 for body_length), size, headers, at
    from request where body_id is not null
  ),
  event as materialized (
    select e.*, r.account_id, r.integration_id, r.is_active, r.at, r.hold, r.body_id, f.fingerprint,
      case when f.fingerprint is not null then
        first_value(e.id) over (partition by r.integration_id, f.fingerprint order by e.number)
      end as candidate_id
    from rows from (jsonb_to_recordset(events) as (
      request integer, id uuid, index integer, kind lead_kind, status text, reason text, detail jsonb,
      event jsonb, fingerprint text, service text, title text, "botId" text, "botContactId" text, name text, "isTest" boolean)
    ) with ordinality as e (request, id, body_index, kind, status, reason, detail,
      content, hash, service, title, bot_id, bot_contact_id, name, is_test, number)
    join request r on r.number = e.request
    cross join lateral (
      select case when e.kind = 'event' and r.is_active then decode(e.hash, 'hex') end as fingerprint) f
  ),
  -- In one order everywhere, so that batches of several processes wait for each other and never in a circle.
  first as (
    insert into event_fingerprints as known (account_id, integration_id, fingerprint, lead_id, seen_at)
    select account_id, integration_id, fingerprint, id, at from event where id = candidate_id
    order by integration_id, fingerprint
    on conflict (integration_id, fingerprint) do update set lead_id = excluded.lead_id, seen_at = excluded.seen_at
    where known.seen_at < excluded.seen_at - interval '10 minutes'
    returning lead_id
  ),
  told_apart as materialized (
    select e.*, e.candidate_id in (select lead_id from first) as is_fresh from event e
  ),
  judged as materialized (
    select e.*, coalesce(not e.is_fresh or e.id <> e.candidate_id, false) as is_repeat,
      case when e.is_fresh then e.candidate_id when e.candidate_id is not null then (
        select seen.lead_id from event_fingerprints seen
        where seen.integration_id = e.integration_id and seen.fingerprint = e.fingerprint
          and seen.seen_at >= e.at - interval '10 minutes')
      end as first_id
    from told_apart e
  ),
  lead as (
    insert into leads (id, account_id, integration_id, kind, status, reason, reason_detail, body_id, body_index,
      received_at, duplicate_of_id, is_test, service, title, name, bot_id, bot_contact_id, finished_at, created_at, updated_at)
    select id, account_id, integration_id, kind,
      case when kind <> 'event' then status when not is_active then 'skipped' when is_repeat then 'duplicate' else 'received' end,
      case when kind <> 'event' then reason when not is_active then 'integration_inactive' end,
      detail, body_id, body_index, at, case when is_repeat then first_id end, is_test,
      service, title, name, bot_id, bot_contact_id,
      case when kind <> 'event' or not is_active or is_repeat then at end, at, at
    from judged
  ),
  content as (
    insert into lead_events (lead_id, account_id, event) select id, account_id, content from judged where kind = 'event'
  )
  select
    (select array_agg(r.number::integer) from request r),
    array_agg(j.id) filter (where j.is_repeat),
    array_agg(j.account_id order by j.number) filter (where j.kind = 'event' and j.is_active and not j.is_repeat),
    array_agg(j.id order by j.number) filter (where j.kind = 'event' and j.is_active and not j.is_repeat),
    array_agg(j.hold order by j.number) filter (where j.kind = 'event' and j.is_active and not j.is_repeat),
    jsonb_agg(jsonb_build_object('account_id', j.account_id, 'integration_id', j.integration_id,
      'fingerprint', j.fingerprint, 'id', j.id)) filter (where j.is_repeat and j.first_id is null),
    (select jsonb_agg(s) from (
      select account_id as "accountId", integration_id as "integrationId",
        max(at) filter (where kind = 'event') as "lastLeadAt" from judged group by 1, 2) s)
  into known, repeats, new_accounts, new_leads, new_holds, unlinked, sources
  from judged j;

  -- The first one was committed while this batch waited for it, so only a new statement sees it.
  for one in select * from jsonb_to_recordset(unlinked) as u (account_id uuid, integration_id uuid, fingerprint bytea, id uuid) loop
    update leads set duplicate_of_id = (
      select f.lead_id from event_fingerprints f
      where f.integration_id = one.integration_id and f.fingerprint = one.fingerprint)
    where account_id = one.account_id and id = one.id;
  end loop;

  if jsonb_path_exists(requests, '$[*].more') then
    for one in
      select h.account_id, h.integration_id, r."moreOf" as id, sum(r.more) as more
      from jsonb_to_recordset(requests) as r (hook text, more integer, "moreOf" uuid)
      join hooks h on h.id_hash = decode(r.hook, 'hex')
      where r.more > 0 group by 1, 2, 3 order by 1, 3
    loop
      update leads set reason_detail = coalesce(reason_detail, '{}') ||
        jsonb_build_object('more', coalesce((reason_detail ->> 'more')::integer, 0) + one.more)
      where account_id = one.account_id and id = one.id
        and integration_id = one.integration_id and kind = 'unreadable';
    end loop;
  end if;

  -- To the second is enough, and a batch never waits for another here.
  update integrations i set last_lead_at = s."lastLeadAt"
  from jsonb_to_recordset(sources) as s ("integrationId" uuid, "lastLeadAt" timestamptz)
  where i.id = s."integrationId" and i.id in (
    select id from integrations
    where id = s."integrationId" and (last_lead_at is null or last_lead_at < s."lastLeadAt" - interval '1 second')
    for no key update skip locked);

  perform engine.add_outbox_job(
    array_agg(n.account_id order by n.number), array_agg(n.id order by n.number), n.hold * interval '1 millisecond')
  from unnest(new_accounts, new_leads, new_holds) with ordinality as n (account_id, id, hold, number)
  group by n.hold;
  perform pg_notify('lead_received', jsonb_build_object('accountId', s."accountId", 'integrationId', s."integrationId")::text)
  from jsonb_to_recordset(sources) as s ("accountId" uuid, "integrationId" uuid);
  return next;
end $$;

reset role;
