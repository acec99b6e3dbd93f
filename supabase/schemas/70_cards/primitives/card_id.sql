create function private.card_id() returns uuid
language sql stable security definer set search_path = '' as $$
  select c.id
  from public.cards c
  where c.user_id = auth.uid() and private.card_problem(c.id) is null
$$;

comment on function private.card_id() is
  'The usable card of the guest who calls, or null: for members, and for a card that is frozen, void, expired or not valid yet, or whose batch or tenant is. Looked up, so freezing a card ends access at the next query.';

grant execute on function private.card_id() to authenticated;
