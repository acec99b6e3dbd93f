create function private.open_accounts_of_new_owners() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  tenant record;
begin
  -- The arguments come from the trigger: whose accounts, and of which kind.
  if tg_argv[0] = 'tenant' then
    for tenant in select a.id from added a loop
      perform private.open_accounts(tenant.id, 'tenant', array[tenant.id], 'budget');
      perform private.open_accounts(tenant.id, 'system', array[tenant.id], k.kind)
      from unnest(array['funding', 'redeemed', 'expired', 'claims', 'committed']) k (kind);
    end loop;
  else
    perform private.open_accounts(a.tenant_id, tg_argv[0], array_agg(a.id), tg_argv[1]) from added a group by a.tenant_id;
  end if;
  return null;
end
$$;

comment on function private.open_accounts_of_new_owners() is
  'Trigger (per statement): a new tenant gets its budget and the system accounts, a new department or group its budget, a new member a wallet, so that rows added in Studio or by import are complete.';
