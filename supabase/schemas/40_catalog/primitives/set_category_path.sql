create function private.set_category_path() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_parent_path uuid[] := '{}';
begin
  if tg_when = 'AFTER' then
    update public.categories set parent_id = parent_id where parent_id = new.id;
    return null;
  end if;

  if new.parent_id is not null then
    select path into v_parent_path from public.categories where id = new.parent_id for share;
  end if;
  if new.id = any(v_parent_path) or new.id = new.parent_id then
    raise exception 'category % cannot lie below itself', new.id using errcode = 'check_violation';
  end if;
  new.path := v_parent_path || new.id;
  return new;
end
$$;

comment on function private.set_category_path() is
  'Trigger of categories: keeps path (the ancestors from the root down, itself last) and passes a move on to the children.';
