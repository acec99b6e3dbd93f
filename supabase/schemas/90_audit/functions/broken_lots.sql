create function private.broken_lots(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  with
    flows as materialized (select * from private.ledger_flows(broken_lots.tenant_id)),
    lots as materialized (
      select l.id, l.account_id, l.granted, l.remaining from public.point_lots l where l.tenant_id = broken_lots.tenant_id
    ),
    movements as (
      select f.lot_id, sum(case l.account_id when f.to_account_id then f.amount when f.from_account_id then -f.amount else 0 end) as total
      from flows f
      join lots l on l.id = f.lot_id
      group by f.lot_id
    ),
    holders as materialized (
      select a.id, a.balance from public.ledger_accounts a where a.tenant_id = broken_lots.tenant_id and a.kind = 'wallet'
    ),
    wallets as (select l.account_id, sum(l.remaining) as remaining from lots l group by l.account_id)
  select v.invariant, l.id,
    jsonb_build_object('remaining', l.remaining, 'granted', l.granted, 'transfers', coalesce(m.total, 0))
  from lots l
  left join movements m on m.lot_id = l.id
  cross join lateral (
    values
      ('a lot holds what its transfers say', l.remaining <> coalesce(m.total, 0)),
      ('a lot holds nothing or up to what was granted', l.remaining not between 0 and l.granted)
  ) v (invariant, is_broken)
  where v.is_broken
  union all
  select 'the lots of a wallet make up its balance', coalesce(a.id, w.account_id),
    jsonb_build_object('balance', a.balance, 'lots', coalesce(w.remaining, 0))
  from holders a
  full join wallets w on w.account_id = a.id
  where a.balance is distinct from coalesce(w.remaining, 0)
  union all
  select 'a transfer names a lot of its wallet', f.lot_id,
    jsonb_build_object('from_account_id', f.from_account_id, 'to_account_id', f.to_account_id, 'points', f.amount)
  from flows f
  left join lots l on l.id = f.lot_id
  -- Two joins by one key each, because "in (from, to)" would compare each transfer with each account.
  left join holders giver on giver.id = f.from_account_id
  left join holders taker on taker.id = f.to_account_id
  where f.lot_id is not null and (l.id is null or giver.id <> l.account_id or taker.id <> l.account_id);
end
$$;

comment on function private.broken_lots(uuid) is
  'Part of verify_ledger(): lots that hold something else than their transfers say, wallets whose lots do not make up the balance, transfers through a lot of nobody or of another wallet.';
