create function private.refuse_expiry_undo(run public.expiry_runs, valid_until date, reason text) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  today constant date := (
    select (private.clock() at time zone t.time_zone)::date from public.tenants t where t.id = run.tenant_id
  );
begin
  if private.clock() > run.created_at + interval '7 days' then
    perform private.fail('undo_too_late', 409);
  end if;
  if valid_until is null or valid_until not between today and today + 3660 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'valid_until', 'problem', 'range'));
  end if;
  if reason is null or length(reason) not between 1 and 200 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'reason', 'problem', 'length'));
  end if;
  perform private.refuse_unclean_text('reason', reason);
end
$$;

comment on function private.refuse_expiry_undo(public.expiry_runs, date, text) is
  'Refuses an undo that comes after seven days, gives back points that would expire at once, or has no reason. Errors: undo_too_late, invalid_request {field, problem}.';
