create function private.require_batch(batch_id uuid, out tenant_id uuid, out grant_ids uuid[])
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_member();
begin
  if not (private.has_role('hr_manager') or private.has_role('department_admin') or private.has_role('group_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  tenant_id := caller.tenant_id;
  grant_ids := private.grants_of_batch(caller.tenant_id, require_batch.batch_id);
  if grant_ids is null
    or not private.has_role('hr_manager') and exists (
      select
      from public.grants g
      where g.tenant_id = caller.tenant_id and g.id = any (grant_ids) and g.granted_by is distinct from caller.member_id
    )
  then
    perform private.fail('grant_not_found', 404);
  end if;
end
$$;

comment on function private.require_batch(uuid) is
  'The grants of a batch that the calling operator may look at: HR managers at every batch of the company, other operators at those they made. What belongs to somebody else does not exist. Errors: not_permitted, grant_not_found.';
