create function public.run_grant_import(import_id uuid, max_rows integer default 2000) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  import constant public.grant_imports := private.reachable_import(import_id);
begin
  perform private.run_import(import, max_rows);
  return private.import_progress(import.tenant_id, import.id);
end
$$;

comment on function public.run_grant_import(uuid, integer) is
  'Grants the next rows of an import that wait, at most max_rows (1 to 5,000): those that are right in one grant, the others are refused, each with its own error. Gives {import_id, state, rows, waiting, granted, refused, total_points}; call it until nothing is waiting, from as many machines as you like. A first call, or one after the import was done, lets refused rows try again. When the budget is short it raises and changes nothing. For HR managers, for operators their own imports, and the platform. Errors: import_not_found, insufficient_budget {needed, available}, invalid_request.';

grant execute on function public.run_grant_import(uuid, integer) to authenticated, service_role;
