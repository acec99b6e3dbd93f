create function private.plan_revocation(tenant_id uuid, grant_ids uuid[], recipient_ids uuid[])
returns table (
  lot_id uuid, account_id uuid, owner_kind text, owner_id uuid, grant_id uuid, programme_id uuid, budget_account_id uuid,
  granted bigint, returned bigint, owed bigint
)
language plpgsql stable security definer set search_path = '' as $$
begin
  -- Plpgsql, so that the plan is made for the lists that come.
  return query
  with
    lots as materialized (
      select l.id, l.account_id, l.grant_id, l.programme_id, g.budget_account_id, l.granted, l.remaining, l.expires_at
      from public.point_lots l
      join public.grants g on g.tenant_id = l.tenant_id and g.id = l.grant_id
      where l.grant_id = any (plan_revocation.grant_ids) and l.tenant_id = plan_revocation.tenant_id and l.revoked_at is null
    ),
    held as materialized (
      select l.*, a.owner_kind, a.owner_id
      from lots l
      join public.ledger_accounts a on a.tenant_id = plan_revocation.tenant_id and a.id = l.account_id
      where recipient_ids is null or a.owner_id = any (recipient_ids)
    ),
    used as materialized (
      select u.lot_id, u.used
      from private.used_by_lot(plan_revocation.tenant_id, array(select h.account_id from held h)) u
    )
  select h.id, h.account_id, h.owner_kind, h.owner_id, h.grant_id, h.programme_id, h.budget_account_id, h.granted,
    case when h.expires_at > private.clock() then h.remaining else 0 end, coalesce(u.used, 0)
  from held h
  left join used u on u.lot_id = h.id;
end
$$;

comment on function private.plan_revocation(uuid, uuid[], uuid[]) is
  'What revoking these grants, for everybody (recipient_ids null) or these members or cards, would mean: each lot that is not revoked yet with what goes back to the budget and what will be owed. Points that have expired are neither.';
