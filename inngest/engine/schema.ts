/**
 * Tables of the engine. Events, memos and outcomes are kept as JSON text, so that what a function returned
 * comes back with its key order and its escapes untouched.
 *
 * - A run is `active` while it holds its concurrency slots, `waiting` while it queues for them, and `parked`
 *   while it sleeps, waits for an event or backs off; a parked run holds no slot.
 * - `turn` grows with every continuation of a run that is enqueued, so that a job delivered twice is recognised.
 * - `seq` of a step is the order of completion, which the SDK needs to replay a function exactly.
 */
export const ENGINE_TABLES = `
create table if not exists engine.runs (
  id text primary key,
  seq bigint generated always as identity,
  fn_id text not null,
  idem text not null,
  event text not null,
  state text not null check (state in ('waiting', 'active', 'parked', 'completed', 'failed', 'cancelled')),
  turn int not null default 0,
  attempt int not null default 0,
  force_plan boolean not null default false,
  cancellable boolean not null default false,
  priority int not null default 0,
  key1 uuid,
  limit1 int,
  key2 uuid,
  limit2 int,
  parent_run text,
  parent_step text,
  outcome text,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  unique (fn_id, idem)
);
create index if not exists runs_key1_idx on engine.runs (key1, state, priority desc, seq)
  where key1 is not null and state in ('waiting', 'active');
create index if not exists runs_key2_idx on engine.runs (key2, state, priority desc, seq)
  where key2 is not null and state in ('waiting', 'active');
create index if not exists runs_cancellable_idx on engine.runs (fn_id) where cancellable and ended_at is null;

create table if not exists engine.steps (
  run_id text not null,
  id text not null,
  seq bigint generated always as identity,
  op text not null check (op in ('run', 'sleep', 'wait', 'invoke')),
  done boolean not null,
  race boolean not null default false,
  attempt int not null default 0,
  memo text,
  event_name text,
  expression text,
  primary key (run_id, id)
);
create index if not exists steps_waiting_idx on engine.steps (event_name) where not done and event_name is not null;

create table if not exists engine.throttles (
  key uuid primary key,
  next_at timestamptz not null
);

create table if not exists engine.workers (
  id text primary key,
  lock_key bigint not null,
  beat_at timestamptz not null default now()
);
`;
