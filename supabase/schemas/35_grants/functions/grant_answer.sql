create function private.grant_answer(tenant_id uuid, grant_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'grant_id', g.id,
    'members', g.recipients,
    'total_points', g.total_points,
    'budget_account_id', g.budget_account_id,
    'budget_left', g.budget_left
  )
  from public.grants g
  where g.tenant_id = grant_answer.tenant_id and g.id = grant_answer.grant_id
$$;

comment on function private.grant_answer(uuid, uuid) is 'What grant_points() answers for a grant, the first time and every time after.';
