create function private.notify_hr(tenant_id uuid, kind text, params jsonb, dedupe_key text) returns bigint
language sql volatile security definer set search_path = '' as $$
  select private.notify(
    notify_hr.tenant_id,
    array(
      select distinct a.id
      from public.member_roles r
      join public.members m on m.tenant_id = r.tenant_id and m.id = r.member_id
      join public.ledger_accounts a on a.owner_id = m.id and a.kind = 'wallet' and a.tenant_id = m.tenant_id
      where r.tenant_id = notify_hr.tenant_id and r.role = 'hr_manager' and m.status = 'active'
    ),
    notify_hr.kind, notify_hr.params, notify_hr.dedupe_key
  )
$$;

comment on function private.notify_hr(uuid, text, jsonb, text) is
  'Tells every active HR manager of a company something, once for a dedupe_key; gives how many were told now.';
