create function private.departments_to_grant_from(tenant_id uuid, recipient_ids uuid[], including_subtrees boolean)
returns table (id uuid, path uuid[])
language plpgsql stable security definer set search_path = '' as $$
declare
  administered constant uuid[] := private.administered_department_ids();
  theirs uuid[];
begin
  select array_agg(distinct m.department_id) into theirs
  from public.members m
  where m.tenant_id = departments_to_grant_from.tenant_id and m.id = any (recipient_ids);
  if including_subtrees then
    return query
    select d.id, d.path
    from public.departments d
    where d.tenant_id = departments_to_grant_from.tenant_id and d.path && administered
      and not exists (
        select
        from public.departments o
        where o.tenant_id = d.tenant_id and o.id = any (theirs) and not o.path && administered
      );
  else
    return query
    select d.id, d.path
    from public.departments d
    where d.tenant_id = departments_to_grant_from.tenant_id and d.id = any (administered)
      and not exists (
        select from public.departments o where o.tenant_id = d.tenant_id and o.id = any (theirs) and d.id <> all (o.path)
      );
  end if;
end
$$;

comment on function private.departments_to_grant_from(uuid, uuid[], boolean) is
  'The departments from whose budget the calling department admin may grant to these members: those administered that have all of them in their subtree; or, including subtrees, every department in the admin''s scope, provided that all of them are in it.';
