create function private.budget_for_grant(tenant_id uuid, recipient_ids uuid[], budget_account uuid default null) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  budget uuid;
  is_hr constant boolean := private.has_role('hr_manager');
begin
  if budget_account is not null and not exists (
    select
    from public.ledger_accounts a
    where a.tenant_id = budget_for_grant.tenant_id and a.id = budget_for_grant.budget_account and a.kind = 'budget'
  ) then
    perform private.fail('account_not_found', 404);
  end if;
  if is_hr then
    return coalesce(budget_account, private.budget_account_id(tenant_id));
  end if;
  -- Departments go before groups, the deepest one that holds all recipients first.
  select b.account_id into budget
  from (
    select private.budget_account_id(d.id) as account_id, cardinality(d.path) as depth
    from private.departments_to_grant_from(budget_for_grant.tenant_id, recipient_ids, budget_account is not null) d
    union all
    select private.budget_account_id(g.id), 0
    from public.groups g
    where g.tenant_id = budget_for_grant.tenant_id and g.id = any (private.administered_group_ids())
      and not exists (
        select r.id from unnest(recipient_ids) r (id)
        except
        select m.member_id from public.group_members m where m.tenant_id = g.tenant_id and m.group_id = g.id
      )
  ) b
  where budget_account is null or b.account_id = budget_account
  order by b.depth desc, b.account_id
  limit 1;
  if budget is null then
    perform private.fail('out_of_scope', 403);
  end if;
  return budget;
end
$$;

comment on function private.budget_for_grant(uuid, uuid[], uuid) is
  'The budget that pays when the caller grants to these members: for an HR manager the one named, else the company''s; for a department admin the one named, if it lies in the subtree, else that of the deepest administered department with all of them in its subtree; for a group admin that of a group with all of them. Errors: account_not_found (the budget named is none of this company), out_of_scope (the budget named, or somebody, is outside the caller''s scope).';
