create function private.card_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan.
  return (
    select c.id
    from public.cards c
    where c.user_id = auth.uid() and private.card_problem(c.id) is null
  );
end
$$;

comment on function private.card_id() is
  'The usable card of the guest who calls, or null: for members, and for a card that is frozen, void, expired or not valid yet, or whose batch or tenant is. Looked up, so freezing a card ends access at the next query.';

grant execute on function private.card_id() to authenticated;
