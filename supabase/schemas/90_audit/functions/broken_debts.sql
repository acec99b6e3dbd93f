create function private.broken_debts(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
declare
  claims constant uuid := private.system_account_id(tenant_id, 'claims');
begin
  return query
  with
    recorded as materialized (
      select d.account_id, sum(d.amount) as owed, sum(d.settled) as settled
      from public.point_debts d
      where d.tenant_id = broken_debts.tenant_id
      group by d.account_id
    ),
    -- Nearly no wallet has one: the many transfers are looked through only where there are debts.
    booked as materialized (
      select case claims when f.to_account_id then f.from_account_id else f.to_account_id end as account_id,
        coalesce(sum(f.amount) filter (where f.to_account_id = claims), 0) as owed,
        coalesce(sum(f.amount) filter (where f.from_account_id = claims), 0) as settled
      from public.ledger_transfers f
      where f.tenant_id = broken_debts.tenant_id and claims in (f.from_account_id, f.to_account_id)
        and exists (select from public.ledger_accounts a where a.tenant_id = broken_debts.tenant_id and a.kind = 'debt')
      group by 1
    )
  select v.invariant, coalesce(d.id, w.id),
    jsonb_build_object(
      'wallet', w.id, 'balance', d.balance, 'owed', r.owed, 'settled', r.settled, 'owed_by_transfers', b.owed, 'settled_by_transfers', b.settled
    )
  from (
    select a.owner_id, a.id, a.balance from public.ledger_accounts a where a.tenant_id = broken_debts.tenant_id and a.kind = 'debt'
  ) d
  full join (
    select a.owner_id, a.id
    from recorded r
    join public.ledger_accounts a on a.tenant_id = broken_debts.tenant_id and a.id = r.account_id
  ) x on x.owner_id = d.owner_id
  left join public.ledger_accounts w
    on w.tenant_id = broken_debts.tenant_id and w.owner_id = coalesce(d.owner_id, x.owner_id) and w.kind = 'wallet'
  left join recorded r on r.account_id = w.id
  left join booked b on b.account_id = d.id
  cross join lateral (
    values
      ('a debt account holds what is outstanding', coalesce(-d.balance, 0) <> coalesce(r.owed - r.settled, 0)),
      ('a debt was booked', coalesce(b.owed, 0) <> coalesce(r.owed, 0)),
      ('what is settled was booked', coalesce(b.settled, 0) <> coalesce(r.settled, 0))
  ) v (invariant, is_broken)
  where v.is_broken
  union all
  select 'a debt is settled at most in full', d.id, jsonb_build_object('amount', d.amount, 'settled', d.settled)
  from public.point_debts d
  where d.tenant_id = broken_debts.tenant_id and d.settled not between 0 and d.amount;
end
$$;

comment on function private.broken_debts(uuid) is
  'Part of verify_ledger(): debts of holders that are not what their debt account and its transfers say, or settled beyond their amount.';
