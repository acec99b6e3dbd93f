create function private.move_entitlements(
  tenant_id uuid, from_card uuid, to_member uuid default null, to_card uuid default null
) returns integer
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_moved integer;
begin
  perform
  from public.pack_entitlements e
  where e.tenant_id = move_entitlements.tenant_id and e.card_id = from_card
  order by e.id
  for no key update;
  update public.pack_entitlements e
  set member_id = to_member, card_id = to_card
  where e.tenant_id = move_entitlements.tenant_id and e.card_id = from_card and e.state = 'open';
  get diagnostics v_moved = row_count;
  return v_moved;
end
$$;

comment on function private.move_entitlements(uuid, uuid, uuid, uuid) is
  'Hands the open packs of a card over to the member who claims it, or to the card that replaces it; exactly one of the two. What was chosen before stays with the order''s buyer, and its slots stay taken. Gives how many. For functions that have locked the card and checked everything.';
