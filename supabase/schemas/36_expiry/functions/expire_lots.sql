create function private.expire_lots(tenant_id uuid, lot_ids uuid[], out lots bigint, out points bigint)
language plpgsql volatile security definer set search_path = '' as $$
declare
  expired constant uuid := private.system_account_id(tenant_id, 'expired');
begin
  perform private.lock_accounts_of_lots(tenant_id, lot_ids);
  with
    due as materialized (
      select l.id, l.account_id, l.remaining,
        case p.expiry_policy when 'back_to_budget' then g.budget_account_id else expired end as target
      from public.point_lots l
      join public.programmes p on p.tenant_id = l.tenant_id and p.id = l.programme_id
      join public.grants g on g.tenant_id = l.tenant_id and g.id = l.grant_id
      where l.tenant_id = expire_lots.tenant_id and l.id = any (expire_lots.lot_ids)
        and l.remaining > 0 and l.expires_at <= private.clock()
    ),
    emptied as (
      update public.point_lots l set remaining = 0 from due d
      where l.tenant_id = expire_lots.tenant_id and l.id = d.id
    ),
    debited as (
      update public.ledger_accounts a set balance = a.balance - d.points
      from (select d.account_id, sum(d.remaining)::bigint as points from due d group by d.account_id) d
      where a.tenant_id = expire_lots.tenant_id and a.id = d.account_id
      returning a.id, a.balance, d.points
    ),
    credited as (
      update public.ledger_accounts a set balance = a.balance + d.points
      from (select d.target, sum(d.remaining)::bigint as points from due d where d.target <> expired group by d.target) d
      where a.tenant_id = expire_lots.tenant_id and a.id = d.target
    ),
    booked as (
      insert into public.ledger_transactions (tenant_id, account_id, kind, amount, balance_after)
      select expire_lots.tenant_id, d.id, 'expiry', -d.points, d.balance from debited d
      returning id, account_id
    ),
    moved as (
      insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id)
      select expire_lots.tenant_id, b.id, row_number() over (partition by b.id order by d.id), d.account_id, d.target, d.remaining, d.id
      from due d
      join booked b on b.account_id = d.account_id
    )
  select count(*), coalesce(sum(d.remaining), 0) into lots, points from due d;
end
$$;

comment on function private.expire_lots(uuid, uuid[]) is
  'Books out what remains in these lots of a tenant where they have expired: one transaction per wallet; the points go where the programme''s expiry policy says. Gives how many lots and points it was. Doing it twice does nothing more.';
