create function private.refuse_poor_budgets(run public.expiry_runs, accounts uuid[]) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  short record;
begin
  select a.id, s.points, a.balance into short
  from (
    select p.source, sum(p.amount)::bigint as points
    from private.plan_expiry_undo(run.tenant_id, run.id, accounts) p
    group by p.source
  ) s
  join public.ledger_accounts a on a.tenant_id = run.tenant_id and a.id = s.source
  where a.kind = 'budget' and a.balance < s.points
  order by a.id
  limit 1;
  if found then
    perform private.fail(
      'insufficient_budget', 402, jsonb_build_object('account_id', short.id, 'needed', short.points, 'available', short.balance)
    );
  end if;
end
$$;

comment on function private.refuse_poor_budgets(public.expiry_runs, uuid[]) is
  'Refuses an undo where a budget has given away the expired points that came back to it. Behind its lock. Errors: insufficient_budget {account_id, needed, available}.';
