create function private.cards_per_part() returns int
language sql immutable parallel safe set search_path = '' as $$
  select 2000
$$;

comment on function private.cards_per_part() is 'How many cards a part of an issue''s list holds: about 100 KB as JSON.';
