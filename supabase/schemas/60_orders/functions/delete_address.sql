create function public.delete_address(address_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
begin
  perform pg_advisory_xact_lock(hashtextextended('addresses ' || v_buyer.buyer_id, 0));
  delete from public.addresses a where a.tenant_id = v_buyer.tenant_id and a.buyer_id = v_buyer.buyer_id and a.id = address_id;
  if not found then
    perform private.fail('address_not_found', 404);
  end if;
  perform private.settle_default_address(v_buyer.tenant_id, v_buyer.buyer_id, null, null);
  return jsonb_build_object('id', address_id);
end
$$;

comment on function public.delete_address(uuid) is
  'Removes an address from the caller''s book; orders keep their copies. If it was the default, the one last changed becomes it. Gives {id}. Members and guests. Errors: address_not_found, and those of private.require_buyer.';

grant execute on function public.delete_address(uuid) to authenticated;
