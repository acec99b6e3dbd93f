create function private.take_turn(queue_bucket text, queue_key bytea, wanted_source bytea, between_turns interval) returns interval
language plpgsql volatile set search_path = '' as $$
declare
  limits constant record := private.sign_in_limits();
  moment constant timestamptz := private.clock();
  turn_at timestamptz;
begin
  select t.due_at into turn_at
  from private.sign_in_turns t
  where t.queue = queue_key and t.source_key = wanted_source and t.due_at > moment - limits.turn_is_kept;
  if turn_at > moment then
    return turn_at - moment;
  end if;
  if turn_at is not null then
    delete from private.sign_in_turns t where t.queue = queue_key and t.source_key = wanted_source;
    return null;
  end if;
  update private.sign_in_attempts a
  set last_turn = greatest(moment, a.last_turn) + between_turns, touched_at = moment
  where a.bucket = queue_bucket and a.key = queue_key
  returning a.last_turn into strict turn_at;
  insert into private.sign_in_turns (queue, source_key, due_at) values (queue_key, wanted_source, turn_at)
  on conflict (queue, source_key) do update set due_at = excluded.due_at;
  return turn_at - moment;
end
$$;

comment on function private.take_turn(text, bytea, bytea, interval) is
  'Uses up the turn of a source at a queue (null), or says how long it has to wait, giving it a turn at the end of the queue if it has none. The caller holds the queue''s row. A turn belongs to its source: nobody else can use it up.';
