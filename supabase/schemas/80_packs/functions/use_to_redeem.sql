create function private.use_to_redeem(held public.pack_entitlements) returns integer
language plpgsql stable security definer set search_path = '' as $$
declare
  v_use_no integer;
begin
  if held.state = 'expired' or held.valid_until <= private.clock() then
    perform private.fail('pack_expired', 409);
  end if;
  v_use_no := private.current_use(held);
  if v_use_no is null then
    perform private.fail('pack_used_up', 409);
  end if;
  return v_use_no;
end
$$;

comment on function private.use_to_redeem(public.pack_entitlements) is
  'The use of an entitlement from which its holder chooses now. Errors: pack_expired, pack_used_up.';
