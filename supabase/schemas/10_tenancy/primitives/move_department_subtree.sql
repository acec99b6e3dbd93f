create function private.move_department_subtree() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.departments d
  set path = new.path || d.path[cardinality(old.path) + 1 :]
  where d.tenant_id = new.tenant_id and d.id <> new.id and d.path @> array[new.id];
  return null;
end
$$;

comment on function private.move_department_subtree() is 'Trigger: takes the departments below along when a department moves.';
