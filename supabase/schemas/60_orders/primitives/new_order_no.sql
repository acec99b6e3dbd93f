-- A body that is bound when the function is made needs no search_path, and without one it melts into what calls it.
create function private.new_order_no() returns text
language sql volatile
-- The last 48 bits of a version 4 UUID are random; their remainder by 10^10 is even to four places.
return to_char(private.clock() at time zone 'utc', 'YYMMDD')
  || lpad((('x' || right(gen_random_uuid()::text, 12))::bit(48)::bigint % 10000000000)::text, 10, '0');

comment on function private.new_order_no() is
  'A number for people, such as 2611219371503846: the date (UTC) and ten random digits, so that nobody can count or guess a company''s orders.';
