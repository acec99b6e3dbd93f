create function private.current_use(held public.pack_entitlements) returns integer
language sql stable security definer set search_path = '' as $$
  select n.use_no
  from generate_series(1, (held).uses_total) n (use_no)
  left join private.pack_uses(held) u on u.use_no = n.use_no
  where u.is_done is not true
  order by n.use_no
  limit 1
$$;

comment on function private.current_use(public.pack_entitlements) is
  'The first use of an entitlement that is not done, from 1; null when all are. A use stays the current one until nothing more fits into it.';
