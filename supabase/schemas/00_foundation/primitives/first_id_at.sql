create function private.first_id_at(moment timestamptz) returns uuid
language sql immutable parallel safe set search_path = '' as $$
  select encode(
    substring(int8send(greatest(floor(extract(epoch from moment) * 1000)::bigint, 0)) from 3) || '\x00000000000000000000'::bytea, 'hex'
  )::uuid
$$;

comment on function private.first_id_at(timestamptz) is
  'Not above any id that private.new_id() gives at this moment (real time) or later: the lower end of a range of the primary key.';
