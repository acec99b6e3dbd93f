create function public.grant_points(programme_id uuid, grants jsonb, idempotency_key text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_member();
  request_hash constant bytea := private.request_hash('grant_points', programme_id::text, grants::text);
  answer jsonb;
  recipients record;
  budget uuid;
  posted record;
begin
  if not (private.has_role('hr_manager') or private.has_role('department_admin') or private.has_role('group_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  answer := private.earlier_grant(caller.tenant_id, idempotency_key, request_hash);
  if answer is not null then
    return answer;
  end if;
  if jsonb_typeof(grants) is distinct from 'array' or jsonb_array_length(grants) not between 1 and 20000 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'grants', 'problem', 'length'));
  end if;
  select r.member_ids, r.account_ids, r.amounts, r.notes into recipients
  from private.resolve_recipients(caller.tenant_id, grants) r;
  if coalesce(cardinality(recipients.member_ids), 0) not between 1 and 20000 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'grants', 'problem', 'recipients'));
  end if;
  budget := private.budget_for_grant(caller.tenant_id, caller.member_id, recipients.member_ids);
  select p.grant_id, p.recipients, p.total_points, p.budget_left into posted
  from private.post_grant(
    caller.tenant_id, programme_id, budget, recipients.account_ids, recipients.amounts, recipients.notes,
    null, caller.member_id, idempotency_key, request_hash
  ) p;
  return private.grant_answer(caller.tenant_id, posted.grant_id);
end
$$;

comment on function public.grant_points(uuid, jsonb, text) is
  'Grants points: grants is [{member_id | employee_no | department_id, amount, note?}], amounts in whole points, a department meaning each active member of its subtree; key of the caller. Gives {grant_id, members, total_points, budget_account_id, budget_left}. All or nothing. For HR managers (company''s budget), department admins (subtree, department''s budget), group admins (group, own department''s budget). Errors: not_permitted, out_of_scope, programme_not_found, programme_closed, member_not_found, department_not_found, invalid_amount, insufficient_budget, invalid_request, idempotency_mismatch.';

grant execute on function public.grant_points(uuid, jsonb, text) to authenticated;
