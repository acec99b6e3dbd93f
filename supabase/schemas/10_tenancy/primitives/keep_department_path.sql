create function private.keep_department_path() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  parent_path uuid[];
begin
  if new.parent_id is null then
    new.path := array[new.id];
    return new;
  end if;
  -- The lock keeps two moves from building a cycle out of two halves.
  perform 1 from public.departments d where d.tenant_id = new.tenant_id and d.parent_id is null for update;
  select d.path into parent_path from public.departments d where d.tenant_id = new.tenant_id and d.id = new.parent_id;
  if new.id = any (parent_path) then
    raise exception 'The department % cannot lie inside itself', new.name using errcode = 'check_violation';
  end if;
  new.path := parent_path || new.id;
  return new;
end
$$;

comment on function private.keep_department_path() is
  'Trigger: sets path from parent_id when a department is made or moved, and refuses a department inside itself.';
