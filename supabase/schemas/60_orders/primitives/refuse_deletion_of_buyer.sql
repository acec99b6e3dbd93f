create function private.refuse_deletion_of_buyer() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.orders o where o.tenant_id = old.tenant_id and o.buyer_id = old.id) then
    raise exception '% % has ordered and stays', tg_table_name, old.id using errcode = 'foreign_key_violation';
  end if;
  return old;
end
$$;

comment on function private.refuse_deletion_of_buyer() is
  'Trigger of members and cards: whoever has ordered can''t be deleted. It stands in for a foreign key of orders, which would cost every order a look-up and a lock.';
