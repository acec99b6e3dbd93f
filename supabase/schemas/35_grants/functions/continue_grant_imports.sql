create function public.continue_grant_imports(max_rows integer default 5000) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  candidate uuid;
  import public.grant_imports;
  refusal jsonb;
begin
  for candidate in
    select i.id
    from public.grant_imports i
    join public.tenants t on t.id = i.tenant_id
    where i.state = 'running' and t.status = 'active'
    order by i.updated_at
  loop
    select i.* into import from public.grant_imports i where i.id = candidate and i.state = 'running' for no key update skip locked;
    continue when import.id is null;
    begin
      perform private.run_import(import, max_rows);
      return private.import_progress(import.tenant_id, import.id);
    exception
      when sqlstate 'PGRST' then
        refusal := private.refusal_from(sqlerrm);
        update public.grant_imports i
        set state = 'open', error_code = refusal ->> 'code', error_details = refusal -> 'details'
        where i.tenant_id = import.tenant_id and i.id = import.id;
    end;
  end loop;
  return null;
end
$$;

comment on function public.continue_grant_imports(integer) is
  'Job: grants the next rows of one import that is running: one whose caller has gone, or that somebody set to running in Studio; the one that has waited longest. Those of a suspended company wait until it is active. One only, so that no transaction holds the wallets of two. Gives its progress, or null when none is running. Where it cannot go on, e.g. for want of budget, the import is open again with the error. For the platform (service_role).';

grant execute on function public.continue_grant_imports(integer) to service_role;
