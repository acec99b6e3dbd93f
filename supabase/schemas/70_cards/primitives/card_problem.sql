create function private.card_problem(wanted_card uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan.
  return (
    select case
      when t.status <> 'active' then 'tenant_suspended'
      when c.status in ('void', 'replaced') or b.status = 'void' then 'card_void'
    -- A claim code ends when the member comes back.
    when c.holds_account_id is not null and exists (
      select
      from public.ledger_accounts a
      join public.members m on m.tenant_id = a.tenant_id and m.id = a.owner_id
      where a.tenant_id = c.tenant_id and a.id = c.holds_account_id and m.status <> 'departed'
    ) then 'card_void'
      when c.status = 'frozen' or b.status = 'frozen' then 'card_frozen'
      when c.status = 'inactive' or private.clock() < b.valid_from then 'card_not_active'
      when c.status = 'expired' or private.clock() >= c.valid_until then 'card_expired'
    end
    from public.cards c
    join public.card_batches b on b.tenant_id = c.tenant_id and b.id = c.batch_id
    join public.tenants t on t.id = c.tenant_id
    where c.id = wanted_card
  );
end
$$;

comment on function private.card_problem(uuid) is
  'Why a card may not be used now, as an error code (tenant_suspended, card_void, card_frozen, card_not_active, card_expired), or null when it may. A card that is used up may: its holder still looks at orders, and a refund fills it again.';
