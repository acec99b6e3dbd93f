create function private.give_pack(
  tenant_id uuid,
  pack_id uuid,
  card_ids uuid[],
  uses integer default null,
  valid_until timestamptz default null,
  budget_account_id uuid default null,
  note text default null
) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
begin
  return private.post_pack_grant(
    tenant_id => give_pack.tenant_id, pack_id => give_pack.pack_id,
    budget_account_id => coalesce(give_pack.budget_account_id, private.budget_account_id(give_pack.tenant_id)),
    card_ids => give_pack.card_ids, uses => give_pack.uses, valid_until => give_pack.valid_until, source => 'card', note => give_pack.note
  );
end
$$;

comment on function private.give_pack(uuid, uuid, uuid[], integer, timestamptz, uuid, text) is
  'Puts a pack on cards, so many uses each (the pack''s own number unless said), valid no longer than the pack and than valid_until, paid by the budget (the company''s unless said). Gives the grant of packs. For the issue and the activation of cards. Errors: pack_not_found, pack_closed, insufficient_budget {needed, available}.';
