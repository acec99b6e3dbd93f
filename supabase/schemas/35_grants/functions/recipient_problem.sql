create function private.recipient_problem(tenant_id uuid, grants jsonb, out code text, out index integer)
language sql stable security definer set search_path = '' as $$
  select p.code, p.place - 1
  from (
    select i.place::integer as place,
      case
        when jsonb_typeof(i.item) <> 'object' then 'invalid_request'
        when 1 <> (select count(*) from jsonb_object_keys(i.item) k where k in ('member_id', 'employee_no', 'department_id'))
          or exists (
            select
            from jsonb_each(i.item) e
            where e.key not in ('member_id', 'employee_no', 'department_id', 'amount', 'note')
              or (e.key <> 'amount' and jsonb_typeof(e.value) <> 'string' and (e.key <> 'note' or jsonb_typeof(e.value) <> 'null'))
          )
          or length(i.item ->> 'note') > 200
        then 'invalid_request'
        when private.whole_amount(i.item -> 'amount') is null then 'invalid_amount'
        when i.item ? 'department_id' then
          case when not exists (
            select
            from public.departments d
            where d.tenant_id = recipient_problem.tenant_id and d.id = private.uuid_or_null(i.item ->> 'department_id')
          ) then 'department_not_found' end
        when i.item ? 'member_id' then
          case when not exists (
            select
            from public.members m
            where m.tenant_id = recipient_problem.tenant_id and m.status = 'active'
              and m.id = private.uuid_or_null(i.item ->> 'member_id')
          ) then 'member_not_found' end
        when not exists (
          select
          from public.members m
          where m.tenant_id = recipient_problem.tenant_id and m.status = 'active'
            and lower(m.employee_no) = lower(i.item ->> 'employee_no')
        ) then 'member_not_found'
      end as code
    from jsonb_array_elements(grants) with ordinality i (item, place)
  ) p
  where p.code is not null
  order by p.place
  limit 1
$$;

comment on function private.recipient_problem(uuid, jsonb) is
  'What is wrong with the first entry of a grant request that is wrong, and its index from 0; nulls where every entry is right.';
