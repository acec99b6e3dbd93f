create function private.end_membership(tenant_id uuid, member_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  status text;
begin
  select m.status into status
  from public.members m
  where m.tenant_id = end_membership.tenant_id and m.id = end_membership.member_id
  for no key update;
  if status = 'departed' then
    perform private.fail('already_departed', 409);
  end if;
  update public.members m
  set status = 'departed', departed_on = (private.clock() at time zone t.time_zone)::date
  from public.tenants t
  where t.id = m.tenant_id and m.tenant_id = end_membership.tenant_id and m.id = end_membership.member_id;
  -- Taken away and not only without effect: whoever is hired again begins without them.
  delete from public.member_roles r
  where r.tenant_id = end_membership.tenant_id and r.member_id = end_membership.member_id;
  delete from private.member_invites i
  where i.tenant_id = end_membership.tenant_id and i.member_id = end_membership.member_id;
  -- What was for the office is not for whoever opens the wallet with a claim code.
  delete from public.notifications n
  where n.account_id = private.member_account_id(end_membership.member_id) and n.kind = 'schedule_failed';
end
$$;

comment on function private.end_membership(uuid, uuid) is
  'Makes a member departed, locking the row: roles and invitation are gone. Membership is looked up in every call, so the sessions that are open can do nothing any more. Errors: already_departed.';
