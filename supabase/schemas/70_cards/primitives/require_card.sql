create function private.require_card(out tenant_id uuid, out card_id uuid)
language plpgsql stable security definer set search_path = '' as $$
begin
  if auth.uid() is null then
    perform private.fail('not_signed_in', 401);
  end if;
  select c.tenant_id, c.id into tenant_id, card_id from public.cards c where c.user_id = auth.uid();
  if card_id is null then
    perform private.fail('not_permitted', 403);
  end if;
  perform private.refuse_card(private.card_problem(card_id));
end
$$;

comment on function private.require_card() is
  'The usable card of the guest who calls, or the refusal. Errors: not_signed_in, not_permitted (no guest), tenant_suspended, card_void, card_frozen, card_not_active, card_expired.';
