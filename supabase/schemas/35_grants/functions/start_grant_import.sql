create function public.start_grant_import(
  programme_id uuid, name text, idempotency_key text, budget_account uuid default null, note text default null
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_member();
  request constant jsonb := jsonb_build_object('name', name, 'note', note);
  request_hash constant bytea := private.request_hash(
    'start_grant_import', programme_id::text, name, budget_account::text, note
  );
  refusal text;
  import record;
begin
  if not (private.has_role('hr_manager') or private.has_role('department_admin') or private.has_role('group_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  perform private.lock_key(caller.tenant_id, idempotency_key);
  select i.id, i.request_hash into import
  from public.grant_imports i
  where i.tenant_id = caller.tenant_id and i.actor_id = auth.uid() and i.idempotency_key = start_grant_import.idempotency_key;
  if import.request_hash <> request_hash then
    perform private.fail('idempotency_mismatch', 409);
  elsif import.id is not null then
    return jsonb_build_object('import_id', import.id);
  end if;
  refusal := private.programme_refusal(caller.tenant_id, programme_id);
  if refusal is not null then
    perform private.fail(refusal, case refusal when 'programme_closed' then 409 else 404 end);
  end if;
  insert into public.grant_imports as i (
    tenant_id, name, programme_id, budget_account_id, note, created_by, idempotency_key, request_hash
  )
  values (
    caller.tenant_id, private.read_text(request, 'name', 100, true), start_grant_import.programme_id,
    private.import_budget(caller.tenant_id, budget_account), private.read_text(request, 'note', 200, false), caller.member_id,
    start_grant_import.idempotency_key, request_hash
  )
  on conflict on constraint imports_have_distinct_names do nothing
  returning i.id into import;
  if import.id is null then
    perform private.fail('name_taken', 409);
  end if;
  return jsonb_build_object('import_id', import.id);
end
$$;

comment on function public.start_grant_import(uuid, text, text, uuid, text) is
  'Starts a list of people who are to receive points in a programme: name (1 to 100 characters, unique in the company), key of the caller, budget (import_budget() says which one if none is named), remark for the grants. Gives {import_id}; add_import_rows() and run_grant_import() follow. For HR managers, and department and group admins within their scope. Errors: not_permitted, programme_not_found, programme_closed, account_not_found, out_of_scope, name_taken, invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.start_grant_import(uuid, text, text, uuid, text) to authenticated;
