create function private.expire_lots(tenant_id uuid, lot_ids uuid[], out run_id uuid, out lots bigint, out points bigint)
language plpgsql volatile security definer set search_path = '' as $$
declare
  wallets integer;
begin
  perform private.lock_accounts(
    tenant_id,
    array(
      select unnest(array[p.account_id, p.target]) from private.plan_expiry(expire_lots.tenant_id, expire_lots.lot_ids) p
    )
  );
  -- Behind the locks, what the plan says is what happens.
  select count(*), coalesce(sum(p.amount), 0), count(distinct p.account_id) into lots, points, wallets
  from private.plan_expiry(expire_lots.tenant_id, expire_lots.lot_ids) p;
  if lots = 0 then
    return;
  end if;
  insert into public.expiry_runs (tenant_id, wallets, lots, points)
  values (expire_lots.tenant_id, wallets, expire_lots.lots, expire_lots.points)
  returning id into run_id;
  perform private.book_expiry(tenant_id, run_id, lot_ids);
end
$$;

comment on function private.expire_lots(uuid, uuid[]) is
  'Books out what remains in these lots of a tenant where they have expired, as private.plan_expiry() says: one transaction per wallet, all in one run. Gives the run (null when there was nothing), and how many lots and points it was. Locks wallets and budgets in the order of ids. Doing it twice does nothing more.';
