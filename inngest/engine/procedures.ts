/**
 * The engine's procedures. Every change of who holds a concurrency slot happens under one advisory lock, `engine.gate()`,
 * which is taken before any row lock.
 */
export const ENGINE_PROCEDURES = `
create or replace function engine.gate() returns void language sql as $$
  select pg_advisory_xact_lock(7310577, 1);
$$;

-- A lost worker's row is gone, and with it the right to write. Held until the transaction ends, so that
-- a job is never given to another worker between this check and the commit.
create or replace function engine.holds_lease(worker text) returns boolean language plpgsql as $$
begin
  perform 1 from engine.workers where id = worker for key share;
  return found;
end $$;

create or replace function engine.run_job(run engine.runs, due timestamptz) returns graphile_worker.job_spec language sql stable as $$
  select row('inngest-run', json_build_object('run', run.id, 'turn', run.turn), null, due, 1000, null,
    (-run.priority)::smallint, null)::graphile_worker.job_spec;
$$;

create or replace function engine.has_room(k1 uuid, l1 int, k2 uuid, l2 int) returns boolean language sql volatile as $$
  select (k1 is null or (select count(*) from engine.runs where key1 = k1 and state = 'active') < l1)
     and (k2 is null or (select count(*) from engine.runs where key2 = k2 and state = 'active') < l2);
$$;

-- Starts a run for each spec, in order; a spec whose function already knows the idempotency key is skipped.
create or replace function engine.start_runs(specs json, gated boolean) returns int language plpgsql
  set enable_seqscan = off as $$
declare
  spec record;
  run engine.runs;
  due timestamptz;
  started int := 0;
  jobs graphile_worker.job_spec[] := '{}';
begin
  if gated then perform engine.gate(); end if;
  for spec in
    select * from json_to_recordset(specs) as s(
      id text, fn text, idem text, event text, priority int, cancellable boolean, key1 uuid, limit1 int, key2 uuid, limit2 int,
      parent_run text, parent_step text, throttle uuid, throttle_every float8, throttle_burst float8)
  loop
    insert into engine.runs (id, fn_id, idem, event, state, priority, cancellable, key1, limit1, key2, limit2, parent_run, parent_step)
    values (spec.id, spec.fn, spec.idem, spec.event,
      case when engine.has_room(spec.key1, spec.limit1, spec.key2, spec.limit2) then 'active' else 'waiting' end,
      spec.priority, spec.cancellable, spec.key1, spec.limit1, spec.key2, spec.limit2, spec.parent_run, spec.parent_step)
    on conflict (fn_id, idem) do nothing
    returning * into run;
    continue when not found;
    started := started + 1;
    due := null;
    if spec.throttle is not null then
      -- Generic cell rate: next_at is when the key's allowance is whole again.
      insert into engine.throttles as t (key, next_at)
      values (spec.throttle, clock_timestamp() + make_interval(secs => spec.throttle_every))
      on conflict (key) do update set next_at = greatest(t.next_at, clock_timestamp()) + make_interval(secs => spec.throttle_every)
      returning next_at - make_interval(secs => spec.throttle_every * spec.throttle_burst) into due;
      if due > clock_timestamp() then
        update engine.runs set state = 'parked' where id = run.id returning * into run;
      end if;
    end if;
    if run.state <> 'waiting' then jobs := jobs || engine.run_job(run, due); end if;
  end loop;
  if array_length(jobs, 1) > 0 then perform graphile_worker.add_jobs(jobs); end if;
  return started;
end $$;

-- Gives the slots that these keys have free to the runs that queue for them, oldest first.
create or replace function engine.admit(freed1 uuid[], freed2 uuid[]) returns void language plpgsql
  set enable_seqscan = off as $$
declare
  freed uuid;
  room int;
  run engine.runs;
  jobs graphile_worker.job_spec[] := '{}';
begin
  for freed in select distinct f from unnest(freed1) f where f is not null loop
    loop
      select limit1 - (select count(*) from engine.runs where key1 = freed and state = 'active') into room
        from engine.runs where key1 = freed and state = 'waiting' order by priority desc, seq limit 1;
      exit when not found or room <= 0;
      update engine.runs set state = 'active' where id = (
        select w.id from engine.runs w where w.key1 = freed and w.state = 'waiting'
          and (w.key2 is null or (select count(*) from engine.runs a where a.key2 = w.key2 and a.state = 'active') < w.limit2)
        order by w.priority desc, w.seq limit 1)
      returning * into run;
      exit when not found;
      jobs := jobs || engine.run_job(run, null);
    end loop;
  end loop;
  for freed in select distinct f from unnest(freed2) f where f is not null loop
    loop
      select limit2 - (select count(*) from engine.runs where key2 = freed and state = 'active') into room
        from engine.runs where key2 = freed and state = 'waiting' order by priority desc, seq limit 1;
      exit when not found or room <= 0;
      update engine.runs set state = 'active' where id = (
        select w.id from engine.runs w where w.key2 = freed and w.state = 'waiting'
          and (w.key1 is null or (select count(*) from engine.runs a where a.key1 = w.key1 and a.state = 'active') < w.limit1)
        order by w.priority desc, w.seq limit 1)
      returning * into run;
      exit when not found;
      jobs := jobs || engine.run_job(run, null);
    end loop;
  end loop;
  if array_length(jobs, 1) > 0 then perform graphile_worker.add_jobs(jobs); end if;
end $$;

-- Parked runs whose time has come take their slots, or queue for them. Returns those that may go on now.
create or replace function engine.enter(worker text, ids text[], turns int[], gated boolean) returns setof text language plpgsql
  set enable_seqscan = off as $$
declare
  parked engine.runs;
begin
  if not engine.holds_lease(worker) then raise exception 'worker % has lost its lease', worker; end if;
  if gated then perform engine.gate(); end if;
  for parked in
    select r.* from unnest(ids, turns) as w(id, turn) join engine.runs r on r.id = w.id and r.turn = w.turn
    where r.state = 'parked' order by r.priority desc, r.seq for update of r
  loop
    if engine.has_room(parked.key1, parked.limit1, parked.key2, parked.limit2) then
      update engine.runs set state = 'active' where id = parked.id;
      return next parked.id;
    else
      update engine.runs set state = 'waiting' where id = parked.id;
    end if;
  end loop;
end $$;

-- Enqueues the next continuation of a run: at once when delay is null, else parked until then.
create or replace function engine.resume(run_id text, next_attempt int, plan boolean, delay interval) returns void language plpgsql
  set enable_seqscan = off as $$
declare
  old engine.runs;
  run engine.runs;
begin
  select * into old from engine.runs where id = run_id for update;
  update engine.runs r set turn = r.turn + 1, attempt = next_attempt, force_plan = plan,
      state = case
        when delay is not null then 'parked'
        when r.state = 'parked' and engine.has_room(r.key1, r.limit1, r.key2, r.limit2) then 'active'
        when r.state = 'parked' then 'waiting'
        else r.state end
    where r.id = run_id and r.ended_at is null
    returning * into run;
  if not found then return; end if;
  if run.state <> 'waiting' then perform graphile_worker.add_jobs(array[engine.run_job(run, now() + delay)]); end if;
  if old.state = 'active' and run.state = 'parked' then perform engine.admit(array[run.key1], array[run.key2]); end if;
end $$;

-- Frees the slots of a run that only waits now.
create or replace function engine.park(run_id text) returns void language plpgsql set enable_seqscan = off as $$
declare
  run engine.runs;
begin
  update engine.runs set state = 'parked' where id = run_id and state = 'active' returning * into run;
  if found then perform engine.admit(array[run.key1], array[run.key2]); end if;
end $$;

-- Ends runs as completed and returns those that were the caller's to end.
create or replace function engine.complete_runs(worker text, ids text[], turns int[], outcomes text[], gated boolean)
  returns setof text language plpgsql set enable_seqscan = off as $$
declare
  ended text[];
  freed1 uuid[];
  freed2 uuid[];
begin
  if not engine.holds_lease(worker) then return; end if;
  if gated then perform engine.gate(); end if;
  with done as (
    update engine.runs r set state = 'completed', outcome = o.outcome, ended_at = now()
    from unnest(ids, turns, outcomes) as o(id, turn, outcome)
    where r.id = o.id and r.turn = o.turn and r.state = 'active'
    returning r.id, r.key1, r.key2)
  select array_agg(id), array_agg(key1), array_agg(key2) into ended, freed1, freed2 from done;
  if gated then perform engine.admit(freed1, freed2); end if;
  return query select unnest(ended);
end $$;

-- Memoises finished steps and returns the runs of those that were the caller's to write.
create or replace function engine.checkpoint(worker text, run_ids text[], turns int[], step_ids text[], memos text[])
  returns setof text language plpgsql set enable_seqscan = off as $$
begin
  if not engine.holds_lease(worker) then return; end if;
  return query
    with mine as (
      select s.* from unnest(run_ids, turns, step_ids, memos) with ordinality as s(run_id, turn, step_id, memo, n)
      join engine.runs r on r.id = s.run_id and r.turn = s.turn and r.state = 'active'),
    written as (
      insert into engine.steps (run_id, id, op, done, memo)
      select run_id, step_id, 'run', true, memo from mine order by n
      on conflict (run_id, id) do nothing)
    select distinct run_id from mine;
end $$;

-- Adds one job to relay these leads, in the caller's transaction; it is due after the delay, or at once.
create or replace function engine.add_outbox_job(account_ids uuid[], lead_ids uuid[], delay interval default null) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job('outbox', (
    select json_build_object('leads', json_agg(json_build_object('accountId', a, 'leadId', l)))
    from unnest(account_ids, lead_ids) as u(a, l)), run_at => now() + delay);
end $$;
-- Had no delay before.
drop function if exists engine.add_outbox_job(uuid[], uuid[]);
`;
