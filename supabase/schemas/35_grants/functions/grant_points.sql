create function public.grant_points(
  programme_id uuid, grants jsonb, idempotency_key text, budget_account uuid default null, note text default null
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_granter(grants);
  request_hash constant bytea := private.request_hash(
    'grant_points', programme_id::text, grants::text, budget_account::text, note
  );
  answer jsonb;
  recipients record;
  budget uuid;
  posted uuid;
begin
  if length(note) > 200 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'note', 'problem', 'length'));
  end if;
  perform private.refuse_unclean_text('note', note);
  answer := private.earlier_grant(caller.tenant_id, idempotency_key, request_hash);
  if answer is not null then
    return answer;
  end if;
  -- In this order: whoever leaves in between is refused, and not left out of what is all or nothing.
  select * into recipients from private.resolve_recipients(caller.tenant_id, grants);
  perform private.refuse_wrong_recipients(caller.tenant_id, grants);
  perform private.refuse_crowd(recipients.member_ids);
  budget := private.budget_for_grant(caller.tenant_id, recipients.member_ids, budget_account);
  select p.grant_id into posted
  from private.post_grant(
    tenant_id => caller.tenant_id, programme_id => grant_points.programme_id, budget_account_id => budget,
    account_ids => recipients.account_ids, amounts => recipients.amounts, notes => recipients.notes, note => grant_points.note,
    granted_by => caller.member_id, idempotency_key => grant_points.idempotency_key, request_hash => request_hash,
    places => recipients.places
  ) p;
  return private.grant_answer(caller.tenant_id, posted);
end
$$;

comment on function public.grant_points(uuid, jsonb, text, uuid, text) is
  'Grants points: grants is [{member_id | employee_no | department_id | group_id | everyone: true, amount, note?}], amounts in whole points to each member, active or invited, of a department''s subtree, a group or the company; key of the caller; the budget that pays, by default the caller''s; a note for the books. Gives {grant_id, members, total_points, budget_account_id, budget_left}. All or nothing. For HR managers (any budget, the company''s by default), department admins (subtree, the deepest administered department with all recipients by default), group admins (group, its budget). Errors: not_permitted, out_of_scope, account_not_found, programme_not_found, programme_closed, member_not_found, department_not_found, group_not_found, invalid_amount, each {index}; grant_cap_exceeded {index, cap, already}, insufficient_budget {needed, available}, invalid_request, idempotency_mismatch.';

grant execute on function public.grant_points(uuid, jsonb, text, uuid, text) to authenticated;
