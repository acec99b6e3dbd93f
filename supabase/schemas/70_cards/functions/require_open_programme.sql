create function private.require_open_programme(tenant_id uuid, programme_id uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  programme_status text;
begin
  select p.status into programme_status
  from public.programmes p
  where p.tenant_id = require_open_programme.tenant_id and p.id = require_open_programme.programme_id;
  if programme_status is null then
    perform private.fail('programme_not_found', 404);
  elsif programme_status <> 'active' then
    perform private.fail('programme_closed', 409);
  end if;
end
$$;

comment on function private.require_open_programme(uuid, uuid) is
  'Refuses a programme that the company does not have or from which nothing is granted. Errors: programme_not_found, programme_closed.';
