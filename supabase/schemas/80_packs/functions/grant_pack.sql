create function public.grant_pack(
  pack_id uuid, recipients jsonb, idempotency_key text, budget_account uuid default null, note text default null
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_caller constant record := private.require_granter(recipients);
  v_hash constant bytea := private.request_hash('grant_pack', pack_id::text, recipients::text, budget_account::text, note);
  v_grants constant jsonb := private.recipients_as_grants(recipients);
  v_answer jsonb;
  v_members uuid[];
  v_budget uuid;
  v_grant uuid;
begin
  if length(note) > 200 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'note', 'problem', 'length'));
  end if;
  v_answer := private.earlier_pack_grant(v_caller.tenant_id, idempotency_key, v_hash);
  if v_answer is not null then
    return v_answer;
  end if;
  perform private.refuse_wrong_recipients(v_caller.tenant_id, v_grants);
  select r.member_ids into v_members from private.resolve_recipients(v_caller.tenant_id, v_grants) r;
  perform private.refuse_crowd(v_members);
  v_budget := private.budget_for_grant(v_caller.tenant_id, v_members, budget_account);
  v_grant := private.post_pack_grant(
    tenant_id => v_caller.tenant_id, pack_id => grant_pack.pack_id, budget_account_id => v_budget, member_ids => v_members,
    granted_by => v_caller.member_id, note => grant_pack.note, idempotency_key => grant_pack.idempotency_key, request_hash => v_hash
  );
  return private.pack_grant_answer(v_caller.tenant_id, v_grant);
end
$$;

comment on function public.grant_pack(uuid, jsonb, text, uuid, text) is
  'Gives a pack: recipients is [{member_id | employee_no | department_id | group_id | everyone: true}], exactly one in each entry, each of them meaning whom it means in grant_points; whoever is named twice gets two. Key of the caller; the budget that pays, chosen as in grant_points; a note for the books. Gives {grant_id, pack_id, recipients, uses, total_points, budget_account_id, budget_left}. All or nothing. For those who may grant points. Errors: not_permitted, out_of_scope, account_not_found, pack_not_found, pack_closed, member_not_found, department_not_found, group_not_found, each {index}; insufficient_budget {needed, available}, invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.grant_pack(uuid, jsonb, text, uuid, text) to authenticated;
