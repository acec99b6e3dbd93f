create function private.refuse_wrong_recipients(tenant_id uuid, grants jsonb) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  wrong record;
begin
  select p.index, p.code into wrong from private.recipient_problems(tenant_id, grants) p order by p.index limit 1;
  case wrong.code
    when 'invalid_request' then
      perform private.fail('invalid_request', 400, jsonb_build_object('index', wrong.index, 'field', 'grants', 'problem', 'entry'));
    when 'invalid_amount' then perform private.fail('invalid_amount', 400, jsonb_build_object('index', wrong.index));
    when 'member_not_found' then perform private.fail('member_not_found', 404, jsonb_build_object('index', wrong.index));
    when 'department_not_found' then perform private.fail('department_not_found', 404, jsonb_build_object('index', wrong.index));
    when 'group_not_found' then perform private.fail('group_not_found', 404, jsonb_build_object('index', wrong.index));
    else null;
  end case;
end
$$;

comment on function private.refuse_wrong_recipients(uuid, jsonb) is
  'Refuses a grant request with a wrong entry, by the first one. Errors, each with the entry''s index from 0: invalid_request, invalid_amount, member_not_found, department_not_found, group_not_found.';
