create function private.reachable_import(import_id uuid) returns public.grant_imports
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller record;
  import public.grant_imports;
begin
  if auth.uid() is null and coalesce(auth.jwt() ->> 'role', '') not in ('anon', 'authenticated') then
    select i.* into import from public.grant_imports i where i.id = reachable_import.import_id for no key update;
  else
    caller := private.require_member();
    select i.* into import
    from public.grant_imports i
    where i.tenant_id = caller.tenant_id and i.id = reachable_import.import_id
      and (i.created_by = caller.member_id or private.has_role('hr_manager'))
      and (private.has_role('hr_manager') or private.has_role('department_admin') or private.has_role('group_admin'))
    for no key update;
  end if;
  if import.id is null then
    perform private.fail('import_not_found', 404);
  end if;
  return import;
end
$$;

comment on function private.reachable_import(uuid) is
  'The import, locked to the end of the transaction, where the caller may work with it: HR managers any of the company, other operators those they made, the platform (no account) any. Errors: import_not_found, and those of private.require_member.';
