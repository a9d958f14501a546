-- Connections whose directory is older than asked for, in all accounts, the oldest first: their ids and nothing else.
grant select (id, account_id, status, deleted_at, directory_at) on connections to leadbox_door;
create or replace function door.list_stale_directories(read_before timestamptz, connections_max integer)
returns table (account_id uuid, connection_id uuid)
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select connections.account_id, connections.id from public.connections
  where connections.deleted_at is null and connections.status = 'connected'
    and (connections.directory_at is null or connections.directory_at < read_before)
  order by connections.directory_at nulls first
  limit connections_max
$$;
alter function door.list_stale_directories(timestamptz, integer) owner to leadbox_door;
