create function private.wallet_state(tenant_id uuid, account_id uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan: a job asks for every wallet.
  return (
    select case
      when m.status = 'departed' and not exists (
        select
        from public.cards c
        where c.tenant_id = wallet_state.tenant_id and c.holds_account_id = wallet_state.account_id
          and private.card_problem(c.id) is distinct from 'card_void' and private.clock() < c.valid_until
      ) then 'holder_left'
      when a.owner_kind = 'card' and not exists (
        -- A lost card's wallet lives on under the card that replaced it.
        select
        from public.cards c
        join public.card_batches b on b.tenant_id = c.tenant_id and b.id = c.batch_id
        where c.tenant_id = a.tenant_id and (c.id = a.owner_id or c.holds_account_id = a.id)
          and c.status not in ('void', 'replaced') and b.status <> 'void'
      ) then 'card_void'
    end
    from public.ledger_accounts a
    left join public.members m on a.owner_kind = 'member' and m.tenant_id = a.tenant_id and m.id = a.owner_id
    where a.tenant_id = wallet_state.tenant_id and a.id = wallet_state.account_id
  );
end
$$;

comment on function private.wallet_state(uuid, uuid) is
  'Why nobody can spend from a wallet any more: holder_left (a member who departed, and whose claim code, if any, is over), card_void, or null. What passes by itself (a frozen card, a suspended member or company) is no such state.';
