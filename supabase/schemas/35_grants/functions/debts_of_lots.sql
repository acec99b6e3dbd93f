create function private.debts_of_lots(tenant_id uuid, lot_ids uuid[])
returns table (lot_id uuid, debt_id uuid, budget_account_id uuid, outstanding bigint)
language sql stable security definer set search_path = '' as $$
  select d.lot_id, d.id, d.budget_account_id, d.amount - d.settled
  from public.point_debts d
  where d.tenant_id = debts_of_lots.tenant_id and d.lot_id = any (debts_of_lots.lot_ids) and d.settled < d.amount
$$;

comment on function private.debts_of_lots(uuid, uuid[]) is
  'What is still owed for these lots, at most one debt each, and to which budget. Certain behind the lock of the wallets.';
