create function public.start_card_issue(batch_id uuid, count int, idempotency_key text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_hr_or_platform();
  hash constant bytea := private.request_hash('start_card_issue', batch_id::text, count::text);
  kind public.card_batches;
  earlier public.card_issues;
begin
  kind := private.held_card_batch(caller.tenant_id, batch_id);
  perform private.lock_key(kind.tenant_id, idempotency_key);
  select i.* into earlier
  from public.card_issues i
  where i.tenant_id = kind.tenant_id and i.actor_id is not distinct from auth.uid()
    and i.idempotency_key = start_card_issue.idempotency_key;
  if earlier.request_hash <> hash then
    perform private.fail('idempotency_mismatch', 409);
  elsif earlier.id is not null then
    return private.card_issue_progress(earlier);
  end if;
  if count is null or count not between 1 and 100000 then
    perform private.fail('invalid_request', 400, '{"field": "count", "problem": "a whole number from 1 to 100000"}');
  elsif kind.status <> 'active' or kind.valid_until <= private.clock() then
    perform private.fail('card_batch_closed', 409);
  end if;
  insert into public.card_issues (tenant_id, batch_id, wanted, created_by, idempotency_key, request_hash)
  values (kind.tenant_id, kind.id, start_card_issue.count, caller.member_id, start_card_issue.idempotency_key, hash)
  returning * into earlier;
  return private.card_issue_progress(earlier);
end
$$;

comment on function public.start_card_issue(uuid, int, text) is
  'Starts an issue of 1 to 100,000 cards of a batch. It makes none yet: continue_card_issue() does, and a job for whoever went away. Gives {issue_id, batch_id, state, made, count, parts, exported_parts, error_code, error_details}. For HR managers and the platform (whose batches are the platform''s alone to issue). Errors: not_permitted, card_batch_not_found, card_batch_closed, invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.start_card_issue(uuid, int, text) to authenticated, service_role;
