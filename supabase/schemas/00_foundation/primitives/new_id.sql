-- A body that is bound when the function is made needs no search_path, and without one it melts into the query: this runs for every row.
create function private.new_id() returns uuid
language sql volatile parallel safe
-- RFC 9562: 48 bits of Unix milliseconds, version 7 (bits 52 to 55), the rest random. gen_random_uuid() has set the variant already.
return encode(
  set_bit(
    set_bit(
      overlay(
        uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
        from 1 for 6
      ),
      52, 1
    ),
    53, 1
  ),
  'hex'
)::uuid;

comment on function private.new_id() is
  'A UUID of version 7: ordered by time, so that new rows go to the end of an index. Takes the real time, not private.clock().';

grant execute on function private.new_id() to service_role;
