create function private.entitlement_state(held public.pack_entitlements) returns text
language sql stable set search_path = '' as $$
  select case
    when (held).state = 'void' then 'void'
    when (held).uses_done = (held).uses_total then 'used_up'
    when (held).state = 'expired' or (held).valid_until <= private.clock() then 'expired'
    else 'open'
  end
$$;

comment on function private.entitlement_state(public.pack_entitlements) is
  'What a holder is told about an entitlement: open, used_up, expired, whether the job has been there or not, or void.';
