create function private.plan_expiry_undo(tenant_id uuid, run_id uuid, account_ids uuid[])
returns table (account_id uuid, lot_id uuid, amount bigint, source uuid)
language sql stable security definer set search_path = ''
-- Transfers are looked up by key, whatever the caller has set: they are the largest table.
set enable_nestloop = on as $$
  select e.account_id, f.lot_id, f.amount, f.to_account_id
  from public.expiry_run_entries e
  join public.ledger_transfers f on f.tenant_id = e.tenant_id and f.transaction_id = e.transaction_id
  join public.point_lots l on l.tenant_id = e.tenant_id and l.id = f.lot_id
  where e.tenant_id = plan_expiry_undo.tenant_id and e.run_id = plan_expiry_undo.run_id and e.undone_by is null
    and (plan_expiry_undo.account_ids is null or e.account_id = any (plan_expiry_undo.account_ids))
    -- What a mistaken grant left behind, or somebody who has gone, does not come back to life.
    and l.revoked_at is null and private.wallet_state(e.tenant_id, e.account_id) is null
$$;

comment on function private.plan_expiry_undo(uuid, uuid, uuid[]) is
  'What undoing a run (for these wallets; null: all) gives back: wallet, lot, points, and the account that has them now. Without what was undone before, lots of revoked grants, and wallets whose holder has left or whose card is void. Changes and locks nothing.';
