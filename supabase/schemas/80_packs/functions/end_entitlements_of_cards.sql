create function private.end_entitlements_of_cards(tenant_id uuid, card_ids uuid[]) returns bigint
language plpgsql volatile security definer set search_path = '' as $$
begin
  return private.end_entitlements(
    tenant_id,
    array(
      select e.id
      from public.pack_entitlements e
      where e.tenant_id = end_entitlements_of_cards.tenant_id and e.card_id = any (card_ids) and e.state = 'open'
      order by e.id
      for no key update
    ),
    'void'
  );
end
$$;

comment on function private.end_entitlements_of_cards(uuid, uuid[]) is
  'Voids the open packs of cards that are void: what is not begun goes back to the budgets. Gives the points. For functions that have checked the caller.';
