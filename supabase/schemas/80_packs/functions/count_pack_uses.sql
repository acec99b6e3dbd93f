create function private.count_pack_uses(held public.pack_entitlements) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_begun integer;
begin
  update public.pack_entitlements e
  set uses_begun = u.begun, uses_done = u.done
  from (select count(*) as begun, count(*) filter (where p.is_done) as done from private.pack_uses(held) p) u
  where e.tenant_id = (held).tenant_id and e.id = (held).id
  returning e.uses_begun into v_begun;
  return v_begun - (held).uses_begun;
end
$$;

comment on function private.count_pack_uses(public.pack_entitlements) is
  'Counts the uses of an entitlement, which the caller has locked and then changed, anew. Gives how many more are begun than the row said that was locked: 1 after a first redemption, -1 after its cancellation.';
