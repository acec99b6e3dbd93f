create function private.settle_default_address(tenant_id uuid, buyer_id uuid, address_id uuid, wanted boolean) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_default_id uuid;
begin
  -- The wanted one, else the one that is, else the one last changed; an address that should not be it comes last.
  select a.id into v_default_id
  from public.addresses a
  where a.tenant_id = settle_default_address.tenant_id and a.buyer_id = settle_default_address.buyer_id
  order by
    a.id = address_id and coalesce(wanted, false) desc,
    a.id = address_id and not coalesce(wanted, true),
    a.is_default desc, a.updated_at desc, a.id desc
  limit 1;

  -- First off, then on: the index allows one default at any moment.
  update public.addresses a
  set is_default = false
  where a.tenant_id = settle_default_address.tenant_id and a.buyer_id = settle_default_address.buyer_id
    and a.is_default and a.id <> v_default_id;
  update public.addresses a
  set is_default = true
  where a.tenant_id = settle_default_address.tenant_id and a.id = v_default_id and not a.is_default;
end
$$;

comment on function private.settle_default_address(uuid, uuid, uuid, boolean) is
  'Leaves a buyer who has addresses with exactly one default. address_id is the one just saved (null: none), wanted whether it should be the default (null: nothing said).';
