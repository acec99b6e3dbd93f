create function private.pack_grant_answer(tenant_id uuid, grant_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'grant_id', g.id, 'pack_id', g.pack_id, 'recipients', g.entitlements, 'uses', g.uses, 'total_points', g.total_points,
    'budget_account_id', g.budget_account_id, 'budget_left', g.budget_left
  )
  from public.pack_grants g
  where g.tenant_id = pack_grant_answer.tenant_id and g.id = pack_grant_answer.grant_id
$$;

comment on function private.pack_grant_answer(uuid, uuid) is 'What grant_pack() answers for a grant, the first time and every time after.';
