create function private.revocation_answer(tenant_id uuid, revocation_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'revocation_id', r.id, 'members', r.members, 'returned_points', r.returned_points, 'debt_points', r.debt_points
  )
  from public.grant_revocations r
  where r.tenant_id = revocation_answer.tenant_id and r.id = revocation_answer.revocation_id
$$;

comment on function private.revocation_answer(uuid, uuid) is 'What revoke_grant() answers for a revocation, the first time and every time after.';
