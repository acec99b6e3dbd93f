create function public.undo_expiry(
  run_id uuid, valid_until date, reason text, idempotency_key text, member_ids uuid[] default null
) returns jsonb
language plpgsql volatile security definer set search_path = ''
-- Named here, so that what the body sets ends with it.
set enable_nestloop = on as $$
declare
  caller constant record := private.require_hr_or_platform();
  request_hash constant bytea := private.request_hash('undo_expiry', run_id::text, valid_until::text, reason, member_ids::text);
  run public.expiry_runs;
  accounts uuid[];
  figures record;
  answer jsonb;
begin
  -- The platform names no tenant, and runs are found by tenant first: ask the index once per tenant.
  select r.* into run
  from public.expiry_runs r
  where r.tenant_id = any (case when caller.tenant_id is null then array(select t.id from public.tenants t) else array[caller.tenant_id] end)
    and r.id = undo_expiry.run_id;
  if run.id is null then
    perform private.fail('run_not_found', 404);
  end if;
  perform private.lock_key(run.tenant_id, idempotency_key);
  answer := private.earlier_expiry_undo(run.tenant_id, idempotency_key, request_hash);
  if answer is not null then
    return answer;
  end if;
  perform private.refuse_expiry_undo(run, valid_until, reason);
  accounts := private.wallets_to_undo(run, member_ids);
  perform private.lock_accounts(
    run.tenant_id,
    array(select unnest(array[p.account_id, p.source]) from private.plan_expiry_undo(run.tenant_id, run.id, accounts) p)
  );
  -- Behind the locks: somebody may have undone it a moment ago.
  select count(distinct p.account_id)::integer as wallets, count(*) as lots, coalesce(sum(p.amount), 0)::bigint as points into figures
  from private.plan_expiry_undo(run.tenant_id, run.id, accounts) p;
  if figures.wallets <> cardinality(accounts) then
    perform private.fail('already_undone', 409);
  end if;
  perform private.refuse_poor_budgets(run, accounts);
  answer := jsonb_build_object(
    'undo_id', private.new_id(), 'run_id', run.id, 'valid_until', undo_expiry.valid_until, 'wallets', figures.wallets,
    'lots', case when caller.tenant_id is null or figures.wallets >= 5 then figures.lots end,
    'points', case when caller.tenant_id is null or figures.wallets >= 5 then figures.points end
  );
  insert into public.expiry_undos (
    tenant_id, id, run_id, valid_until, reason, wallets, undone_by, idempotency_key, request_hash, answer
  )
  values (
    run.tenant_id, (answer ->> 'undo_id')::uuid, run.id, undo_expiry.valid_until, undo_expiry.reason, figures.wallets,
    caller.member_id, undo_expiry.idempotency_key, request_hash, answer
  );
  -- Many wallets are joined as sets: without statistics the planner would compare each with each.
  if figures.wallets >= 200 then
    set local enable_nestloop = off;
  end if;
  perform private.book_expiry_undo(
    run.tenant_id, run.id, accounts,
    (select private.end_of_day(undo_expiry.valid_until, t.time_zone) from public.tenants t where t.id = run.tenant_id), reason
  );
  return answer;
end
$$;

comment on function public.undo_expiry(uuid, date, text, text, uuid[]) is
  'Gives the expired points of a run back to the very lots, valid until the end of valid_until in the company''s time zone: for all its wallets that are not undone yet (null), or those of some members; all or nothing, within 7 days. A budget that got the points gives them back. reason is read by the holders. Gives {undo_id, run_id, valid_until, wallets, lots, points}; lots and points are null for HR where fewer than 5 people are concerned. HR managers and the platform. Errors: not_permitted, run_not_found, undo_too_late, already_undone, member_not_found {index}, insufficient_budget {account_id, needed, available}, invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.undo_expiry(uuid, date, text, text, uuid[]) to authenticated, service_role;
