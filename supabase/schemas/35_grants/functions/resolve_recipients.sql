create function private.resolve_recipients(
  tenant_id uuid, grants jsonb, out member_ids uuid[], out account_ids uuid[], out amounts bigint[], out notes text[]
)
language plpgsql stable security definer set search_path = '' as $$
declare
  problem text;
  details jsonb;
begin
  select p.code, jsonb_build_object('index', p.index) into problem, details
  from private.recipient_problem(tenant_id, grants) p;
  case problem
    when 'invalid_request' then
      perform private.fail('invalid_request', 400, details || '{"field": "grants", "problem": "entry"}');
    when 'invalid_amount' then perform private.fail('invalid_amount', 400, details);
    when 'member_not_found' then perform private.fail('member_not_found', 404, details);
    when 'department_not_found' then perform private.fail('department_not_found', 404, details);
    else null;
  end case;
  -- Materialized, each: people are often imported just before, and on tables without statistics the planner would join the wallets
  -- first and work the whole list out anew for each of them.
  with
    items as materialized (
      select
        i.place, private.whole_amount(i.item -> 'amount') as amount, i.item ->> 'note' as note,
        (i.item ->> 'member_id')::uuid as member_id, lower(i.item ->> 'employee_no') as employee_no,
        (i.item ->> 'department_id')::uuid as department_id
      from jsonb_array_elements(grants) with ordinality i (item, place)
    ),
    recipients as materialized (
      select i.place, i.amount, i.note, m.id
      from items i
      join public.members m on m.tenant_id = resolve_recipients.tenant_id and m.id = i.member_id
      where m.status = 'active'
      union all
      select i.place, i.amount, i.note, m.id
      from items i
      join public.members m on m.tenant_id = resolve_recipients.tenant_id and lower(m.employee_no) = i.employee_no
      where m.status = 'active'
      union all
      select i.place, i.amount, i.note, m.id
      from items i
      join public.departments d on d.tenant_id = resolve_recipients.tenant_id and i.department_id = any (d.path)
      join public.members m on m.tenant_id = d.tenant_id and m.department_id = d.id
      where m.status = 'active'
    )
  select array_agg(r.id order by r.place, r.id), array_agg(a.id order by r.place, r.id),
    array_agg(r.amount order by r.place, r.id), array_agg(r.note order by r.place, r.id)
  into member_ids, account_ids, amounts, notes
  from recipients r
  join public.ledger_accounts a on a.owner_id = r.id and a.kind = 'wallet' and a.tenant_id = resolve_recipients.tenant_id;
end
$$;

comment on function private.resolve_recipients(uuid, jsonb) is
  'The active members whom the entries of a grant request mean, with wallet, amount and note; a department means each member of its subtree. Errors, each with the entry''s index from 0: invalid_request, invalid_amount, member_not_found, department_not_found.';
