create function private.address_row(address public.addresses) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return to_jsonb(address) - '{tenant_id,member_id,card_id,buyer_id,created_at}'::text[];
end
$$;

comment on function private.address_row(public.addresses) is 'An address as clients read it from the table addresses.';
