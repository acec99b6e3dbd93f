create function private.broken_lots(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language sql stable security definer set search_path = '' as $$
  with
    movements as (
      select f.lot_id,
        sum(f.amount) filter (where f.to_account_id = l.account_id) as received,
        sum(f.amount) filter (where f.from_account_id = l.account_id) as given
      from public.ledger_transfers f
      join public.point_lots l on l.tenant_id = f.tenant_id and l.id = f.lot_id
      where f.tenant_id = broken_lots.tenant_id
      group by f.lot_id
    ),
    wallets as (
      select l.account_id, sum(l.remaining) as remaining
      from public.point_lots l
      where l.tenant_id = broken_lots.tenant_id
      group by l.account_id
    )
  select 'a lot holds what its transfers say', l.id,
    jsonb_build_object('remaining', l.remaining, 'received', coalesce(m.received, 0), 'given', coalesce(m.given, 0))
  from public.point_lots l
  left join movements m on m.lot_id = l.id
  where l.tenant_id = broken_lots.tenant_id and l.remaining <> coalesce(m.received, 0) - coalesce(m.given, 0)
  union all
  select 'a lot holds nothing or up to what was granted', l.id, jsonb_build_object('remaining', l.remaining, 'granted', l.granted)
  from public.point_lots l
  where l.tenant_id = broken_lots.tenant_id and l.remaining not between 0 and l.granted
  union all
  select 'the lots of a wallet make up its balance', a.id,
    jsonb_build_object('balance', a.balance, 'lots', coalesce(w.remaining, 0))
  from public.ledger_accounts a
  left join wallets w on w.account_id = a.id
  where a.tenant_id = broken_lots.tenant_id and a.kind = 'wallet' and a.balance <> coalesce(w.remaining, 0)
$$;

comment on function private.broken_lots(uuid) is
  'Part of verify_ledger(): lots that hold something else than their transfers say, wallets whose lots do not make up the balance.';
